using System.Reflection;
using System.Text.Json;
using Insight.Api.Values;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Insight.Api.OpenApi;

/// <summary>Says in schemas what types alone do not: members that may be null, and rows with a member for each breakdown.</summary>
internal sealed class SchemaNotes : ISchemaFilter
{
    private readonly NullabilityInfoContext nullability = new();

    /// <inheritdoc/>
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema written || written.Properties is null || context.MemberInfo is not null)
        {
            return;
        }

        foreach (var property in context.Type.GetProperties())
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            if (written.Properties.TryGetValue(name, out var member) && member is OpenApiSchemaReference && MayBeNull(property))
            {
                written.Properties[name] = new OpenApiSchema { OneOf = [member, new OpenApiSchema { Type = JsonSchemaType.Null }] };
            }
        }

        if (context.Type == typeof(ValueRowSchema))
        {
            written.AdditionalPropertiesAllowed = true;
            written.AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Member of a breakdown, by the breakdown's name." };
        }
    }

    private bool MayBeNull(PropertyInfo property)
    {
        lock (nullability)
        {
            return nullability.Create(property).ReadState == NullabilityState.Nullable;
        }
    }
}
