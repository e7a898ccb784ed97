using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace ServiceBot.Host;

/// <summary>Serves the customer's chat and <c>/embed.js</c>.</summary>
internal static class Pages
{
    private static readonly string[] Places = ["wwwroot", "../../../wwwroot"];

    public static WebApplication MapPages(this WebApplication app)
    {
        var ancestors = app.Configuration["ServiceBot:Pages:FrameAncestors"] is { Length: > 0 } given ? given : "'self'";

        // Web Chat makes its styles at run time and shows pictures it made itself; scripts come from here alone.
        var policy = $"default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self' ws: wss:; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}";
        app.Use(async (http, next) =>
        {
            http.Response.Headers.XContentTypeOptions = "nosniff";
            http.Response.Headers["Referrer-Policy"] = "no-referrer";
            if (http.Request.Path.Value is "/" or "/index.html")
            {
                http.Response.Headers.ContentSecurityPolicy = policy;
            }

            await next(http);
        });
        if (Folder() is { } folder)
        {
            var files = new PhysicalFileProvider(folder);
            app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
            app.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = Cache });
        }

        return app;
    }

    // Beside the published program, or in the project that it was built from.
    private static string? Folder() =>
        Places.Select(path => Path.GetFullPath(path, AppContext.BaseDirectory)).FirstOrDefault(path => File.Exists(Path.Combine(path, "index.html")));

    // Asked for again each time, and answered 304 while nothing changed: a new version is there at once.
    private static void Cache(StaticFileResponseContext served) => served.Context.Response.Headers.CacheControl = "no-cache";
}
