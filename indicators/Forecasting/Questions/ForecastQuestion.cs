using System.Globalization;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Periods;
using Insight.Warehouse.Publications;

namespace Insight.Indicators.Forecasting.Questions;

/// <summary>A request that was checked against a publication: everything that decides the result.</summary>
/// <param name="Manifest">The publication.</param>
/// <param name="AreaDirectory">Its areas.</param>
/// <param name="Division">The day of its current municipal division.</param>
/// <param name="Indicator">The indicator.</param>
/// <param name="Slice">The values that are used.</param>
/// <param name="Areas">Areas asked for, each once, in the order of the request.</param>
/// <param name="Horizon">Periods ahead.</param>
/// <param name="Method">Id of the method.</param>
/// <param name="Levels">Coverages, ascending.</param>
/// <param name="Members">Member of each breakdown, in the indicator's order.</param>
/// <param name="Origin">Last period to use, or null for the end of the last stretch of values.</param>
/// <param name="DropProvisional">Whether provisional last values are left out.</param>
/// <param name="Scenario">A condition on the future, or null.</param>
/// <param name="Target">A value to reach, or null.</param>
public sealed record ForecastQuestion(
    PublicationManifest Manifest,
    AreaDirectory AreaDirectory,
    DateOnly Division,
    PublishedIndicator Indicator,
    PublishedSlice Slice,
    IReadOnlyList<Area> Areas,
    int Horizon,
    string Method,
    IReadOnlyList<double> Levels,
    IReadOnlyList<string> Members,
    Period? Origin,
    bool DropProvisional,
    Scenario? Scenario,
    Target? Target)
{
    /// <summary>Targets that the areas themselves have decided, published with the figures; used where <see cref="Target"/> is null. At most one an area.</summary>
    public IReadOnlyList<Comparison.Target> Decided { get; init; } = [];

    /// <summary>Hash of all that was asked, the publication left out: equal questions are recognised by it.</summary>
    public string Hash => PublicationStore.HashOfText(string.Join('|', (string[])
    [
        Indicator.Id, Slice.Division, Slice.Frequency.ToString(), string.Join(',', Areas.Select(a => a.Id)), Horizon.ToString(CultureInfo.InvariantCulture), Method,
        string.Join(',', Levels.Select(l => l.ToString("R", CultureInfo.InvariantCulture))), string.Join(',', Members), Origin?.ToString() ?? "",
        DropProvisional ? "drop" : "keep", Scenario?.ToString() ?? "", Target?.ToString() ?? string.Join(';', Decided.Select(d => string.Create(CultureInfo.InvariantCulture, $"{d.Id}/{d.DefinitionVersion}/{d.Baseline.Year}/{d.Value:R}"))),
    ]));

    /// <summary>How much work it is: series to fit, those of seasonal data counting as twelve or four.</summary>
    /// <param name="series">Series in the pool.</param>
    public int Work(int series) => series * Period.PerYear(Slice.Frequency) * (Indicator.Aggregation is "RATIO" or "WEIGHTED" ? 2 : 1);
}

/// <summary>A component of an indicator.</summary>
public enum Component
{
    /// <summary>The value itself.</summary>
    Value,

    /// <summary>What is divided.</summary>
    Numerator,

    /// <summary>What it is divided by.</summary>
    Denominator,
}

/// <summary>A checked condition on the future: fixed paths of a component, or a shock from a period on.</summary>
public sealed record Scenario(
    Component Component, IReadOnlyDictionary<string, double[]> Paths, Period? From, double Add, double Percent, IReadOnlyList<string> Areas)
{
    /// <summary>Whether it fixes a component's future, rather than shocks it.</summary>
    public bool IsFixed => Paths.Count > 0;

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Component};{string.Join('/', Paths.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Key + "=" + string.Join(' ', p.Value.Select(v => v.ToString("R", CultureInfo.InvariantCulture)))))};{From};{Add:R};{Percent:R};{string.Join(',', Areas)}");
}

/// <summary>A checked target.</summary>
/// <param name="Value">The value to reach.</param>
/// <param name="AtMost">Whether it is reached from above.</param>
public sealed record Target(double Value, bool AtMost)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(AtMost ? "<=" : ">=")}{Value:R}");
}
