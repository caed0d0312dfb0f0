using Insight.Etl.Landing;

namespace Insight.Etl.Sources;

/// <summary>The connectors that this program has, found by the name that source.yml gives.</summary>
public sealed class Connectors
{
    private readonly Dictionary<string, IConnector> byName;

    /// <summary>These connectors.</summary>
    public Connectors(IEnumerable<IConnector> connectors) => byName = connectors.ToDictionary(c => c.Name, StringComparer.Ordinal);

    /// <summary>All connectors. A new one is added to this list.</summary>
    public static Connectors All { get; } = new(
    [
        new CanonicalCsv.CanonicalCsvConnector(),
        new Described.DescribedConnector(),
        new StatFin.StatFinConnector(),
        new PxWeb2.PxWeb2Connector(),
        new Cubes.CubeConnector(),
        new Sotkanet.SotkanetConnector(),
        new Syke.SykeTables(),
        new SykeMunicipalEmissions.MunicipalEmissions(),
        new SykeMunicipalEmissions.EmissionWorkbook(),
        new SykeMunicipalEmissions.MunicipalityWorkbook(),
        new Classifications.ClassificationConnector(),
        new StaffAbsence.StaffAbsenceConnector(),
        new Cases.CaseConnector(),
        new RpaLog.RpaConnector(),
        new Keva.KevaConnector(),
        new PayrollLedger.LedgerConnector(),
        new WorkAccidents.AccidentConnector(),
        new DigitalRoadmap.RoadmapConnector(),
        new StaffSurvey.SurveyConnector(),
    ]);

    /// <summary>Who invents payloads, by connector name.</summary>
    public static IReadOnlyDictionary<string, PayloadGenerator> Generators { get; } = new Dictionary<string, PayloadGenerator>(StringComparer.Ordinal)
    {
        ["staff-absence-csv"] = StaffAbsence.Synthetic.StaffAbsenceGenerator.Write,
        ["case-export-csv"] = Cases.Synthetic.CaseGenerator.Write,
        ["rpa-log-csv"] = RpaLog.Synthetic.RpaGenerator.Write,
        ["keva-key-figures"] = Keva.Synthetic.KevaGenerator.Write,
        ["payroll-ledger-csv"] = PayrollLedger.Synthetic.LedgerGenerator.Write,
        ["work-accidents-csv"] = WorkAccidents.Synthetic.AccidentGenerator.Write,
        ["digital-roadmap-csv"] = DigitalRoadmap.Synthetic.RoadmapGenerator.Write,
        ["staff-survey-csv"] = StaffSurvey.Synthetic.SurveyGenerator.Write,
    };

    /// <summary>Names of all connectors.</summary>
    public IReadOnlyCollection<string> Names => byName.Keys;

    /// <summary>The connector of a source.</summary>
    /// <exception cref="FormatException">The source names one that is not there.</exception>
    public IConnector For(SourceDefinition source) => byName.TryGetValue(source.Connector, out var connector)
        ? connector
        : throw new FormatException($"Source '{source.Id}' asks for connector '{source.Connector}'; known are {string.Join(", ", byName.Keys)}.");
}
