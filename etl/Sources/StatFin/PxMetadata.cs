using System.Text.Json;
using Insight.Etl.Landing;

namespace Insight.Etl.Sources.StatFin;

/// <summary>What GET on a table answers: its variables with their values.</summary>
internal static class PxMetadata
{
    /// <summary>The variables in the producer's order.</summary>
    /// <exception cref="PayloadException">The payload is not PxWeb metadata.</exception>
    public static IReadOnlyList<PxAxis> Read(LandedFile file)
    {
        using var document = JsonPayload.Parse(file);
        var variables = document.RootElement.Get("variables", file).Items("variables", file);
        return [.. variables.Select(variable => new PxAxis(
            variable.Get("code", file).Word("a code", file),
            [.. variable.Get("values", file).Items("values", file).Select(value => value.Word("a value", file))],
            IsSet(variable, "time"),
            IsSet(variable, "elimination")))];
    }

    private static bool IsSet(JsonElement variable, string flag) => variable.TryGetProperty(flag, out var value) && value.ValueKind == JsonValueKind.True;
}
