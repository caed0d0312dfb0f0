using System.Text.Json;
using Insight.Etl.Landing;
using Insight.Etl.Sources.Cubes;

namespace Insight.Etl.Sources.StatFin;

/// <summary>What GET on a table answers: its variables with their values.</summary>
internal static class PxMetadata
{
    /// <summary>The variables in the producer's order.</summary>
    /// <exception cref="PayloadException">The payload is not PxWeb metadata.</exception>
    public static IReadOnlyList<CubeAxis> Read(LandedFile file)
    {
        using var document = JsonPayload.Parse(file);
        var variables = document.RootElement.Get("variables", file).Items("variables", file);
        return [.. variables.Select(variable => new CubeAxis(
            variable.Get("code", file).Word("a code", file),
            [.. variable.Get("values", file).Items("values", file).Select(value => value.Word("a value", file))],
            IsSet(variable, "time"),
            IsSet(variable, "elimination"))
        {
            Labels = Texts(variable),
            Names = variable.Find("text").TextOrNull() is { } text ? [text] : [],
        })];
    }

    private static IReadOnlyList<string> Texts(JsonElement variable) =>
        variable.Find("valueTexts") is { ValueKind: JsonValueKind.Array } texts && texts.GetArrayLength() == variable.GetProperty("values").GetArrayLength()
            ? [.. texts.EnumerateArray().Select(text => text.ToString())]
            : [];

    private static bool IsSet(JsonElement variable, string flag) => variable.Find(flag) is { ValueKind: JsonValueKind.True };
}
