using Insight.Etl.Tests.Staging;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Tests.Syke;

/// <summary>The data sets of SYKE's municipal emissions, whichever file they come in.</summary>
internal static class EmissionDataSets
{
    public static readonly IReadOnlyList<DataSet> All =
    [
        SourceDefinitions.DataSet("municipal-emissions", Frequency.Annual, ["emissions", "emissions_with_compensations", "energy", "effort_sharing_emissions"], "sector"),
        SourceDefinitions.DataSet("municipal-emissions-detail", Frequency.Annual, ["emissions"], "sector", "activity", "use"),
        SourceDefinitions.DataSet("municipal-emissions-population", Frequency.Annual, ["population"]),
    ];
}
