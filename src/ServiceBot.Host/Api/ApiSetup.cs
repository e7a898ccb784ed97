using System.Text.Json;
using System.Text.Json.Serialization;
using ServiceBot.Host.Auth;

namespace ServiceBot.Host.Api;

/// <summary>The REST interface below <c>/api/v1</c>, described by <c>/openapi/v1.json</c>.</summary>
internal static class ApiSetup
{
    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddSingleton<AdminKey>();
        services.AddProblemDetails();
        services.AddOpenApi("v1");
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
            options.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
        });
        return services;
    }

    public static WebApplication MapApi(this WebApplication app)
    {
        var key = app.Services.GetRequiredService<AdminKey>();
        var api = app.MapGroup("/api/v1").AddEndpointFilter(async (context, next) =>
        {
            if (key.IsIn(context.HttpContext.Request))
            {
                return await next(context);
            }

            context.HttpContext.Response.Headers.WWWAuthenticate = "Bearer";
            return Results.Problem("Send `Authorization: Bearer` with the administrator's key (ServiceBot:Admin:ApiKey).", statusCode: StatusCodes.Status401Unauthorized, title: "Who is asking?");
        });
        api.MapTickets();
        api.MapKnowledge();
        app.MapOpenApi("/openapi/{documentName}.json");
        return app;
    }
}
