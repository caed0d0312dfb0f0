using Insight.Etl.Landing;
using Insight.Etl.Sources.MunicipalExports;
using Insight.Etl.Staging;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources.Cases;

/// <summary>
/// Reads exports of case registers (Dynasty, CaseM) in a canonical form: how long cases took, how many were decided in time, how many are open. Columns of free text and of
/// parties do not stay in landing; secret cases are left out.
/// </summary>
/// <remarks>
/// Settings: <c>from</c>, <c>to</c> (months), <c>classes</c> (beginning of a class → member), <c>targets</c> (member → days), <c>deciders</c> (word → member), and
/// <c>municipalities</c>: see <see cref="MunicipalExport"/>; each may have lists of its own.
/// </remarks>
public sealed class CaseConnector : IConnector
{
    private const string FileName = "cases_{0}.csv";

    private static readonly string[] Lists = ["classes", "targets", "deciders"];

    /// <inheritdoc/>
    public string Name => "case-export-csv";

    /// <inheritdoc/>
    public void CheckSettings(SourceDefinition source)
    {
        source.Settings.Knowing(["from", "to", "municipalities", .. Lists]);
        MonthRange.Read(source.Settings);
        foreach (var export in Exports(source))
        {
            TaskClasses.Read(export.Own, source.Settings);
            Deciders(export, source);
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<LandedFile> FetchAsync(SourceDefinition source, IPayloadOrigin origin, CancellationToken cancellationToken) =>
        MunicipalExport.FetchAsync(source, Exports(source), origin, CaseFile.KnownColumns, cancellationToken);

    /// <inheritdoc/>
    public IReadOnlyList<ExpectedFile> ExpectedFiles(SourceDefinition source) => MunicipalExport.Expected(Exports(source));

    /// <inheritdoc/>
    public void Stage(SourceDefinition source, IReadOnlyList<LandedFile> files, StagingArea staging, CancellationToken cancellationToken)
    {
        CheckSettings(source);
        var range = MonthRange.Read(source.Settings);
        foreach (var (export, file) in MunicipalExport.Landed(Exports(source), files))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var classes = TaskClasses.Read(export.Own, source.Settings);
            var cases = new CaseFile(file, export, classes, Deciders(export, source), staging).Read();
            var figures = new CaseFigures(cases, classes, range.Months(file.Manifest.FetchedAt));
            figures.AddLeadTimes(file, export.Area, staging.Table("case-lead-times"));
            figures.AddDecisions(file, export.Area, staging.Table("case-decisions"));
        }
    }

    private static IReadOnlyList<MunicipalExport> Exports(SourceDefinition source) => MunicipalExport.All(source, FileName, Lists);

    private static IReadOnlyDictionary<string, string> Deciders(MunicipalExport export, SourceDefinition source) =>
        WordList.Read(export.Own, source.Settings, "deciders", "official", "committee", "board", "council");
}

/// <summary>Counts of cases by month, class and decider.</summary>
/// <param name="cases">All cases of a municipality.</param>
/// <param name="classes">In how many days they should be decided.</param>
/// <param name="months">The months to make figures of.</param>
internal sealed class CaseFigures(IReadOnlyList<CaseRow> cases, TaskClasses classes, IReadOnlyList<Period> months)
{
    /// <summary>A case that waits longer is old.</summary>
    private const int OldDays = 90;

    private readonly List<(string Class, string Decider)> cells = [.. cases.Select(c => (c.Class, c.Decider)).Distinct().Order()];

    /// <summary>How many decided cases took how many days; a cell without any in a month has a row of none, so that it is known to have none.</summary>
    public void AddLeadTimes(LandedFile file, string area, StagedTable table)
    {
        var decided = cases.Where(c => c.Decided is not null).ToLookup(c => (Month(c.Decided!.Value), c.Class, c.Decider));
        foreach (var (month, cell) in months.SelectMany(month => cells.Select(cell => (month, cell))))
        {
            var own = decided[(month, cell.Class, cell.Decider)].CountBy(c => c.LeadTime!.Value).DefaultIfEmpty(KeyValuePair.Create(0, 0));
            foreach (var (days, count) in own.OrderBy(d => d.Key))
            {
                table.Add(file, 1, area, month, [days.ToString(System.Globalization.CultureInfo.InvariantCulture), cell.Class, cell.Decider], [Measured.Of(count)]);
            }
        }
    }

    /// <summary>Cases opened and decided in a month, those decided in time, those open at its end and for long.</summary>
    public void AddDecisions(LandedFile file, string area, StagedTable table)
    {
        foreach (var cell in cells)
        {
            var own = cases.Where(c => (c.Class, c.Decider) == cell).ToList();
            foreach (var month in months)
            {
                var decided = own.Where(c => c.Decided is { } day && Month(day) == month).ToList();
                var open = own.Where(c => c.Opened <= month.LastDay && !(c.Decided <= month.LastDay)).ToList();
                table.Add(
                    file, 1, area, month, [cell.Class, cell.Decider],
                    [
                        Measured.Of(own.Count(c => Month(c.Opened) == month)), Measured.Of(decided.Count), Measured.Of(decided.Count(c => c.LeadTime <= classes.Targets[c.Class])),
                        Measured.Of(open.Count), Measured.Of(open.Count(c => month.LastDay.DayNumber - c.Opened.DayNumber > OldDays)),
                    ]);
            }
        }
    }

    private static Period Month(DateOnly day) => Period.Containing(day, Frequency.Monthly);
}
