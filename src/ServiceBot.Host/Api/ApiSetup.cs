using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using ServiceBot.Host.Auth;

namespace ServiceBot.Host.Api;

/// <summary>The REST interface below <c>/api/v1</c>, described by <c>/openapi/v1.json</c>.</summary>
internal static class ApiSetup
{
    private const string Root = "/api/v1";

    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddSingleton<AdminKey>();
        services.AddProblemDetails();
        services.AddOpenApi("v1", options => options.AddDocumentTransformer(DescribeKeyAsync));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
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
        app.UseWhen(http => http.Request.Path.StartsWithSegments(Root), branch =>
        {
            branch.UseExceptionHandler();
            branch.UseStatusCodePages(pages => Problems.OfStatus(pages.HttpContext).ExecuteAsync(pages.HttpContext));
            branch.Use((http, next) => AdmitAsync(http, next, key));
        });
        var api = app.MapGroup(Root).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized);
        api.MapTickets();
        api.MapKnowledge();
        api.MapInsights();
        api.MapImprovement();
        api.MapModels();
        app.MapOpenApi("/openapi/{documentName}.json");
        return app;
    }

    private static Task DescribeKeyAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        const string Bearer = "bearer";
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Bearer] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = Bearer,
            Description = "The administrator's key (ServiceBot:Admin:ApiKey).",
        };
        foreach (var operation in document.Paths.Where(path => path.Key.StartsWith(Root, StringComparison.Ordinal)).SelectMany(path => path.Value.Operations?.Values.AsEnumerable() ?? []))
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];
        }

        return Task.CompletedTask;
    }

    // Before anything is read: who has no key can't make us parse a body, nor learn which routes there are.
    private static async Task AdmitAsync(HttpContext http, RequestDelegate next, AdminKey key)
    {
        if (!key.IsIn(http.Request))
        {
            http.Response.Headers.WWWAuthenticate = "Bearer";
            await Problems.Unknown().ExecuteAsync(http);
            return;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
        {
            body.MaxRequestBodySize = Problems.LargestBody;
        }

        try
        {
            await next(http);
        }
        catch (BadHttpRequestException wrong) when (!http.Response.HasStarted)
        {
            await Problems.Unreadable(wrong).ExecuteAsync(http);
        }
    }
}
