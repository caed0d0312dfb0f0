using System.Globalization;
using System.Text.Json;
using Insight.Etl.Landing;

namespace Insight.Etl.Sources.Sotkanet;

/// <summary>What <c>/indicators/{id}</c> says of an indicator, as far as it is needed to ask for its figures.</summary>
internal static class SotkanetIndicator
{
    /// <summary>The day on which the producer last changed the indicator's figures (<c>data-updated</c>); null where it does not say.</summary>
    /// <exception cref="PayloadException">The payload describes another indicator, or nothing.</exception>
    public static DateTimeOffset? Updated(LandedFile file, int indicator)
    {
        using var document = Open(file, indicator);
        return document.RootElement.Find("data-updated").TextOrNull() is { } day ? ProducersDate.Read(day) : null;
    }

    /// <summary>The years that the indicator has.</summary>
    /// <exception cref="PayloadException">The payload describes another indicator, or nothing.</exception>
    public static IReadOnlyList<int> Years(LandedFile file, int indicator)
    {
        using var document = Open(file, indicator);
        var range = document.RootElement.Get("range", file);
        var (start, end) = (Year("start"), Year("end"));
        return start <= end ? [.. Enumerable.Range(start, end - start + 1)] : throw JsonPayload.Unexpected(file, $"gives the range {start} to {end}");

        int Year(string name) => int.TryParse(range.Get(name, file).Word("a year", file), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 1500 and < 3000
            ? year
            : throw JsonPayload.Unexpected(file, $"has no year as '{name}' of its range");
    }

    private static JsonDocument Open(LandedFile file, int indicator)
    {
        var document = JsonPayload.Parse(file);
        var id = document.RootElement.Get("id", file).Word("an indicator id", file);
        if (id == indicator.ToString(CultureInfo.InvariantCulture))
        {
            return document;
        }

        document.Dispose();
        throw JsonPayload.Unexpected(file, $"describes indicator {id}, not {indicator}");
    }
}
