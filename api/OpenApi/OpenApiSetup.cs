using System.Text.Json.Nodes;
using Insight.Api.Values;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Insight.Api.OpenApi;

/// <summary>The OpenAPI document and Swagger's page.</summary>
internal static class OpenApiSetup
{
    /// <summary>Name of the document: /swagger/v1/swagger.json.</summary>
    public const string Version = "v1";

    /// <summary>Registers the document.</summary>
    public static void AddOpenApiDocument(this IServiceCollection services) => services.AddEndpointsApiExplorer().AddSwaggerGen(options =>
    {
        options.SwaggerDoc(Version, new OpenApiInfo
        {
            Title = "Insight",
            Version = Version,
            Description = "Shared figures of municipalities: what they are, where they come from, and how they came about. Reading is open and needs no key.",
            License = new OpenApiLicense { Name = "EUPL-1.2", Identifier = "EUPL-1.2" },
        });
        options.DocumentFilter<DocumentFilter>();
        options.SchemaFilter<SchemaNotes>();
        options.MapType<JsonNode>(() => new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalPropertiesAllowed = true });
        options.CustomSchemaIds(SchemaName);
        options.SupportNonNullableReferenceTypes();
        options.NonNullableReferenceTypesAsRequired();
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "Insight.*.xml"))
        {
            options.IncludeXmlComments(file);
        }
    });

    /// <summary>A type's name without the word Schema; of a page of key figures KoladaPageOfKoladaKpi.</summary>
    private static string SchemaName(Type type) =>
        type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`')]}Of{string.Concat(type.GetGenericArguments().Select(SchemaName))}"
        : type.Name.EndsWith("Schema", StringComparison.Ordinal) ? type.Name[..^"Schema".Length]
        : type.Name;

    /// <summary>Serves the document and the page; other requests do not pass there.</summary>
    public static void UseOpenApiDocument(this WebApplication app) => app.UseWhen(context => context.Request.Path.StartsWithSegments("/swagger"), Serve);

    private static void Serve(IApplicationBuilder app)
    {
        app.UseSwagger(options => options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1);
        app.UseSwaggerUI(options =>
        {
            options.SwaggerEndpoint($"/swagger/{Version}/swagger.json", "Insight " + Version);
            options.DocumentTitle = "Insight API";
        });
    }
}
