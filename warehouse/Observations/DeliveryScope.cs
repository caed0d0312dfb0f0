namespace Insight.Warehouse.Observations;

/// <summary>
/// What a delivery of a data set is complete for, as its source declares (<c>covers</c>). A fact that a delivery covers and no longer has is withdrawn; what it does
/// not cover stays. A delivery without a row covers nothing.
/// </summary>
public enum DeliveryScope
{
    /// <summary>Only the rows that it has: it adds and revises and withdraws nothing.</summary>
    Rows,

    /// <summary>The whole data set.</summary>
    DataSet,

    /// <summary>All areas, from the first to the last of its periods.</summary>
    Periods,

    /// <summary>All periods of the areas that it has.</summary>
    Areas,

    /// <summary>The areas that it has, each from its first to its last period.</summary>
    AreasAndPeriods,
}
