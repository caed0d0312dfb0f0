using System.Globalization;
using Insight.Warehouse.Periods;

namespace Insight.Indicators.Compilation;

/// <summary>Arithmetic with periods, which are texts (2018, 2018-Q1, 2018-01), in what DuckDB and PostgreSQL have in common.</summary>
internal static class PeriodSql
{
    /// <summary>Consecutive number of a period, as <see cref="Period.Ordinal"/>.</summary>
    public static string Ordinal(string period, Frequency frequency)
    {
        var year = $"CAST(SUBSTR({period}, 1, 4) AS INTEGER)";
        return frequency switch
        {
            Frequency.Annual => year,
            Frequency.Quarterly => $"{year} * 4 + CAST(SUBSTR({period}, 7, 1) AS INTEGER) - 1",
            _ => $"{year} * 12 + CAST(SUBSTR({period}, 6, 2) AS INTEGER) - 1",
        };
    }

    /// <summary>The text of a period so many periods later.</summary>
    public static string Later(string period, int periods, Frequency frequency)
    {
        var ordinal = string.Create(CultureInfo.InvariantCulture, $"({Ordinal(period, frequency)} + {periods})");
        var perYear = Period.PerYear(frequency).ToString(CultureInfo.InvariantCulture);
        var year = $"CAST(({ordinal} - MOD({ordinal}, {perYear})) / {perYear} AS INTEGER)";
        return frequency switch
        {
            Frequency.Annual => $"CAST({ordinal} AS VARCHAR)",
            Frequency.Quarterly => $"CONCAT({year}, '-Q', MOD({ordinal}, 4) + 1)",
            _ => $"CONCAT({year}, '-', LPAD(CAST(MOD({ordinal}, 12) + 1 AS VARCHAR), 2, '0'))",
        };
    }

    /// <summary>How many periods of its year have begun with a period, itself included.</summary>
    public static string PositionInYear(string period, Frequency frequency) => frequency switch
    {
        Frequency.Annual => "1",
        Frequency.Quarterly => $"CAST(SUBSTR({period}, 7, 1) AS INTEGER)",
        _ => $"CAST(SUBSTR({period}, 6, 2) AS INTEGER)",
    };
}
