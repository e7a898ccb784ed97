using ServiceBot.Tickets;

namespace ServiceBot.Host;

/// <summary>What load balancers and supervisors ask: <c>/healthz/live</c> and <c>/healthz/ready</c>.</summary>
internal static class Probes
{
    public static WebApplication MapProbes(this WebApplication app)
    {
        app.MapGet("/healthz/live", () => Results.Text("live"));
        app.MapGet("/healthz/ready", ReadyAsync);
        return app;
    }

    // Not ready while stopping, so that nobody is sent here any more, and while the database can't be read.
    private static async Task<IResult> ReadyAsync(IHostApplicationLifetime lifetime, ITicketQueries tickets, CancellationToken cancellation)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return Results.Text("stopping", statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        try
        {
            await tickets.LastSerialAsync(cancellation);
            return Results.Text("ready");
        }
        catch (Exception broken) when (broken is not OutOfMemoryException and not OperationCanceledException)
        {
            return Results.Text("the database can't be read", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
