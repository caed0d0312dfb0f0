using Insight.Etl.Sources;
using Insight.Etl.Staging.Corrections;

namespace Insight.Etl.Staging.Checks;

/// <summary>
/// Applies a source's <c>corrections.yml</c> and <c>checks.yml</c> to its staged rows: corrections first, then checks of single rows, then
/// one row a key, then checks of the whole. The same rows and files always give the same report.
/// </summary>
public static class StagingChecks
{
    /// <summary>Corrects, refuses and checks the staged rows of a source.</summary>
    /// <param name="source">The source; its folder may hold <c>corrections.yml</c> and <c>checks.yml</c>.</param>
    /// <param name="staging">The staged rows; bad ones are taken out and put into its quarantine.</param>
    /// <param name="context">The day and what is known from before; without it the checks that compare with them say nothing.</param>
    /// <returns>What was found; load only where <see cref="CheckReport.MayLoad"/> says so.</returns>
    /// <exception cref="SourceCatalogException">One of the two files is wrong; all problems of both with file and line.</exception>
    public static CheckReport Apply(SourceDefinition source, StagingArea staging, CheckContext? context = null)
    {
        var (corrections, rules) = SourceRules.Of(source);
        // A backfill brings some periods only: how many rows and areas there are in all says nothing about it.
        var applied = source.Periods is null ? rules : [.. rules.Where(rule => rule is not (RowsRule or CoverageRule or ShrunkRule or ArrivalRule))];
        return Apply(corrections, applied, staging, context);
    }

    /// <summary>Corrects, refuses and checks staged rows by given corrections and rules.</summary>
    public static CheckReport Apply(IReadOnlyList<Correction> corrections, IReadOnlyList<CheckRule> rules, StagingArea staging, CheckContext? context = null)
    {
        var findings = new List<CheckFinding>(staging.Findings);
        var corrected = corrections.Where(c => c.Apply(staging.Table(c.DataSet.Id), findings)).ToList();
        findings.AddRange(rules.OfType<SchemaRule>().Select(r => r.Find(staging)).OfType<CheckFinding>());
        findings.AddRange(rules.OfType<AccountedRule>().Select(r => r.Find(staging)).OfType<CheckFinding>());
        var (refused, superseded) = (0, 0);
        foreach (var table in staging.Tables)
        {
            var own = rules.OfType<TableRule>().Where(r => r.DataSet.Id == table.DataSet.Id).ToList();
            refused += new RowChecks(table, staging).Apply(own.OfType<RangeRule>().Where(r => r.Severity == CheckSeverity.Quarantine));
            var duplicates = new DuplicateRows(table, staging.Quarantine);
            duplicates.Resolve();
            refused += duplicates.Refused;
            superseded += duplicates.Superseded;
            WarnOfDivision(table, staging, findings);
            findings.AddRange(
                own.Where(r => r.Severity != CheckSeverity.Quarantine).Select(r => r.Find(table, staging.Areas, duplicates.Keys)).OfType<CheckFinding>());
        }

        if (context is not null)
        {
            findings.AddRange(rules.OfType<HistoryRule>().Select(r => r.Find(staging.Table(r.DataSet.Id), context, staging.Areas)).OfType<CheckFinding>());
        }

        findings.AddRange(rules.OfType<RefusedRule>().Select(r => r.Find(staging.Quarantine)).OfType<CheckFinding>());
        return new CheckReport(findings, refused, superseded, corrected);
    }

    private static void WarnOfDivision(StagedTable table, StagingArea staging, List<CheckFinding> findings)
    {
        var rows = RowChecks.OutsideDivision(table, staging.Areas).DistinctBy(row => table.Areas[row]).ToList();
        if (rows.Count > 0)
        {
            findings.Add(new CheckFinding(
                "division", CheckSeverity.Warn, table.DataSet.Id,
                $"{rows.Count} areas did not exist in the division '{table.DataSet.Division}' that source.yml declares; correct the division, or what is recalculated to another one will lack them.",
                "", "", rows.Count, [.. rows.Take(CheckFinding.MostExamples).Select(row => $"{RowPlace.Of(table, row)}: {RowPlace.KeyOf(table, row)}")]));
        }
    }
}
