using System.Globalization;
using System.Text.Json;
using Insight.Etl.Landing;

namespace Insight.Etl.Sources.Sotkanet;

/// <summary>One figure as Sotkanet gives it, in either dialect.</summary>
/// <param name="Position">Position within the payload, from 1.</param>
/// <param name="Region">Region id.</param>
/// <param name="Year">Year as written.</param>
/// <param name="Gender">total, male or female.</param>
/// <param name="Value">The primary value as written; null where there is none.</param>
/// <param name="AbsValue">The count behind it as written; null where there is none.</param>
internal readonly record struct SotkanetFigure(long Position, string Region, string Year, string Gender, string? Value, string? AbsValue);

/// <summary>
/// Reads the answer of <c>/json</c>: a list of figures. Until about 2015 all members were texts and the figure was called <c>primary value</c>;
/// today they are numbers, called <c>value</c>, with the count behind a rate as <c>absValue</c> at times.
/// </summary>
internal static class SotkanetFigures
{
    /// <summary>The figures in the order of the payload.</summary>
    /// <exception cref="PayloadException">The payload is not a list of figures, or of another indicator's.</exception>
    public static IReadOnlyList<SotkanetFigure> Read(LandedFile file, int indicator)
    {
        using var document = JsonPayload.Parse(file);
        return [.. document.RootElement.Items("figures", file).Select((item, i) => One(item, i + 1, indicator, file))];
    }

    /// <summary>A number as the interface writes it: digits with a decimal point.</summary>
    public static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out number)
        && double.IsFinite(number);

    private static SotkanetFigure One(JsonElement item, long position, int indicator, LandedFile file)
    {
        var id = item.Get("indicator", file).Word("an indicator id", file);
        if (id != indicator.ToString(CultureInfo.InvariantCulture))
        {
            throw JsonPayload.Unexpected(file, $"has a figure of indicator {id} at position {position}, while {indicator} was asked for");
        }

        return new SotkanetFigure(
            position,
            item.Get("region", file).Word("a region id", file),
            item.Get("year", file).Word("a year", file),
            item.Get("gender", file).Word("a gender", file),
            Word(item.TryGetProperty("value", out var today) ? today : item.Get("primary value", file), file),
            (item.TryGetProperty("absValue", out var count) || item.TryGetProperty("absolute value", out count)) ? Word(count, file) : null);
    }

    private static string? Word(JsonElement value, LandedFile file) => value.ValueKind == JsonValueKind.Null ? null : value.Word("a figure", file);
}
