namespace Insight.Warehouse.Periods;

/// <summary>How often a figure is observed (SDMX CL_FREQ).</summary>
public enum Frequency
{
    /// <summary>Calendar year; SDMX code A; written 2025.</summary>
    Annual,

    /// <summary>Calendar quarter; SDMX code Q; written 2025-Q1.</summary>
    Quarterly,

    /// <summary>Calendar month; SDMX code M; written 2025-01.</summary>
    Monthly,
}

/// <summary>Frequencies as people read them.</summary>
public static class FrequencyWords
{
    /// <summary>As it is written in requests, answers and messages: year, quarter or month.</summary>
    public static string Word(this Frequency frequency) => frequency switch
    {
        Frequency.Annual => "year",
        Frequency.Quarterly => "quarter",
        _ => "month",
    };
}
