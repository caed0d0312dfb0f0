using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Insight.Api.Problems;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Insight.Api.OpenApi;

/// <summary>Fills the OpenAPI document from the descriptions that stand beside the resources (<see cref="Operation"/>).</summary>
internal sealed class DocumentFilter(EndpointDataSource endpoints) : IDocumentFilter
{
    private const string KeyScheme = "stewardKey";

    /// <inheritdoc/>
    public void Apply(OpenApiDocument document, DocumentFilterContext context)
    {
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[KeyScheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "The steward's key: the text of the file steward.key in the data folder.",
        };
        foreach (var endpoint in endpoints.Endpoints.OfType<RouteEndpoint>().OrderBy(e => e.RoutePattern.RawText, StringComparer.Ordinal))
        {
            if (endpoint.Metadata.GetMetadata<Operation>() is { } operation)
            {
                var method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0];
                Add(document, PathOf(endpoint), new HttpMethod(method), Describe(operation, document, context));
            }
        }
    }

    /// <summary>The path as clients write it; defaults of left-out parts are a matter of routing.</summary>
    private static string PathOf(RouteEndpoint endpoint) => Regex.Replace(endpoint.RoutePattern.RawText!, "=[^}]*", "", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static void Add(OpenApiDocument document, string path, HttpMethod method, OpenApiOperation operation)
    {
        if (!document.Paths.TryGetValue(path, out var item))
        {
            item = new OpenApiPathItem();
            document.Paths.Add(path, item);
        }

        ((OpenApiPathItem)item).AddOperation(method, operation);
    }

    private static OpenApiOperation Describe(Operation operation, OpenApiDocument document, DocumentFilterContext context)
    {
        var described = new OpenApiOperation
        {
            OperationId = operation.Id,
            Tags = new HashSet<OpenApiTagReference> { new(operation.Tag, document) },
            Summary = operation.Summary,
            Description = operation.Description,
            Parameters = [.. operation.Parameters.Select(Describe)],
            Responses = Responses(operation, context),
        };
        if (operation.Body is { } body)
        {
            described.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, IOpenApiMediaType> { ["application/json"] = new OpenApiMediaType { Schema = SchemaOf(body, context) } },
            };
        }

        if (operation.FileTypes.Count > 0)
        {
            described.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = operation.FileTypes.ToDictionary(
                    type => type, IOpenApiMediaType (_) => new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } }),
            };
        }

        if (operation.NeedsKey)
        {
            described.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(KeyScheme, document)] = [] }];
        }

        return described;
    }

    private static IOpenApiParameter Describe(Parameter parameter) => new OpenApiParameter
    {
        Name = parameter.Name,
        In = parameter.IsInPath ? ParameterLocation.Path : ParameterLocation.Query,
        Required = parameter.IsRequired || parameter.IsInPath,
        Description = parameter.Description,
        Style = parameter.IsInPath ? ParameterStyle.Simple : ParameterStyle.Form,
        Explode = parameter.IsOpen,
        Schema = SchemaOf(parameter),
        Example = parameter.IsOpen ? null : ExampleOf(parameter),
    };

    private static JsonNode ExampleOf(Parameter parameter) => parameter switch
    {
        { IsList: true } => new JsonArray([.. parameter.Example.Split(',').Select(e => JsonValue.Create(e))]),
        { Range: not null } => JsonValue.Create(int.Parse(parameter.Example, CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(parameter.Example),
    };

    private static OpenApiSchema SchemaOf(Parameter parameter)
    {
        if (parameter.IsOpen)
        {
            return new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String } };
        }

        if (parameter.Range is { } range)
        {
            return new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Minimum = range.Least.ToString(CultureInfo.InvariantCulture),
                Maximum = range.Most.ToString(CultureInfo.InvariantCulture),
            };
        }

        var one = new OpenApiSchema { Type = JsonSchemaType.String, Enum = parameter.Words.Count == 0 ? null : [.. parameter.Words.Select(w => JsonValue.Create(w))] };
        return parameter.IsList ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = one } : one;
    }

    private static OpenApiResponses Responses(Operation operation, DocumentFilterContext context)
    {
        var responses = new OpenApiResponses
        {
            [operation.Status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = operation.Summary + ".",
                Headers = operation.HasEntityTag ? new Dictionary<string, IOpenApiHeader> { ["ETag"] = EntityTagHeader() } : null,
                Content = operation.Answers.ToDictionary(
                    a => a.MediaType, a => (IOpenApiMediaType)new OpenApiMediaType { Schema = SchemaOf(a.Type, context) }),
            },
        };
        if (operation.HasEntityTag)
        {
            responses["304"] = new OpenApiResponse { Description = "Unchanged: If-None-Match named the current entity tag." };
        }

        foreach (var status in operation.Problems.Append(StatusCodes.Status500InternalServerError))
        {
            responses[status.ToString(CultureInfo.InvariantCulture)] = ProblemResponse(status, context);
        }

        return responses;
    }

    private static OpenApiHeader EntityTagHeader() => new()
    {
        Description = "Strong entity tag; send it back as If-None-Match.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static OpenApiResponse ProblemResponse(int status, DocumentFilterContext context) => new()
    {
        Description = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
        Content = new Dictionary<string, IOpenApiMediaType>
        {
            [Problem.MediaType] = new OpenApiMediaType { Schema = SchemaOf(typeof(Problem), context), Example = ProblemExamples.Of(status) },
        },
    };

    private static IOpenApiSchema SchemaOf(Type type, DocumentFilterContext context) =>
        context.SchemaGenerator.GenerateSchema(type, context.SchemaRepository);
}
