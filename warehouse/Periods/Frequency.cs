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
