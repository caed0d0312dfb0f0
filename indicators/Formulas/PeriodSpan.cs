using System.Globalization;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Formulas;

/// <summary>A length of time in whole months: 12 months and 1 year are the same.</summary>
/// <param name="Months">How many, from 1.</param>
public readonly record struct PeriodSpan(int Months)
{
    /// <summary>The words that a formula may write behind a number.</summary>
    internal static readonly IReadOnlyDictionary<string, Frequency> Units = new Dictionary<string, Frequency>
    {
        ["year"] = Frequency.Annual, ["years"] = Frequency.Annual,
        ["quarter"] = Frequency.Quarterly, ["quarters"] = Frequency.Quarterly,
        ["month"] = Frequency.Monthly, ["months"] = Frequency.Monthly,
    };

    /// <summary>So many periods of a frequency.</summary>
    public static PeriodSpan Of(int count, Frequency unit) => new(count * (12 / Period.PerYear(unit)));

    /// <summary>How many periods of a frequency it covers; null when that is no whole number.</summary>
    public int? PeriodsOf(Frequency frequency)
    {
        var months = 12 / Period.PerYear(frequency);
        return Months % months == 0 ? Months / months : null;
    }

    /// <summary>This and another, one after the other.</summary>
    public PeriodSpan Plus(PeriodSpan other) => new(Months + other.Months);

    /// <inheritdoc/>
    public override string ToString()
    {
        var (count, unit) = Months % 12 == 0 ? (Months / 12, "year") : (Months, "month");
        return string.Create(CultureInfo.InvariantCulture, $"{count} {unit}{(count == 1 ? "" : "s")}");
    }
}
