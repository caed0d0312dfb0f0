using System.Globalization;
using Insight.Etl.Landing;
using Insight.Etl.Sources.MunicipalExports;
using Insight.Etl.Staging;
using Insight.Etl.Staging.TextFiles;
using Insight.Warehouse.Periods;

namespace Insight.Etl.Sources.PayrollLedger;

/// <summary>
/// Reads what sickness absence cost from the payroll ledger of municipalities: one row a month, sector and group of accounts. Costs are positive as in the ledger; refunds
/// of Kela are negative.
/// </summary>
/// <remarks>
/// Settings: <c>from</c>, <c>to</c> (months), <c>accounts</c> (text of the group of accounts → sick_pay, employer_costs or kela_refund), <c>sectors</c>, and
/// <c>municipalities</c>: see <see cref="MunicipalExport"/>, with <c>moved</c> (sectors that came or left).
/// </remarks>
public sealed class LedgerConnector : IConnector
{
    /// <summary>The columns of the file.</summary>
    private static readonly string[] KnownColumns = ["kausi", "toimiala", "tiliryhma", "euroa"];

    private static readonly string[] Measures = ["sick_pay", "employer_costs", "kela_refund"];

    /// <inheritdoc/>
    public string Name => "payroll-ledger-csv";

    /// <inheritdoc/>
    public void CheckSettings(SourceDefinition source)
    {
        source.Settings.Knowing("from", "to", "accounts", "sectors", "municipalities");
        MonthRange.Read(source.Settings);
        foreach (var export in Exports(source))
        {
            SectorScopes.Read(export.Own, source.Settings);
            Accounts(export, source);
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<LandedFile> FetchAsync(SourceDefinition source, IPayloadOrigin origin, CancellationToken cancellationToken) =>
        MunicipalExport.FetchAsync(source, Exports(source), origin, KnownColumns, cancellationToken);

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
            var sectors = SectorScopes.Read(export.Own, source.Settings);
            var rows = Read(file, export, sectors, Accounts(export, source), staging);
            foreach (var month in rows.GroupBy(r => r.Month).Where(m => range.Months(file.Manifest.FetchedAt).Contains(m.Key)))
            {
                foreach (var (scope, sector, own) in sectors.Cells([.. month], row => row.Sector))
                {
                    staging.Table("payroll-ledger").Add(file, own.Count == 0 ? 1 : own[0].Line, export.Area, month.Key, [scope, sector], [.. Measures.Select(m => Sum(own, m))]);
                }
            }
        }
    }

    private static IReadOnlyList<MunicipalExport> Exports(SourceDefinition source) => MunicipalExport.All(source, "ledger_{0}.csv", [.. SectorScopes.Fields, "accounts"]);

    private static IReadOnlyDictionary<string, string> Accounts(MunicipalExport export, SourceDefinition source) => WordList.Read(export.Own, source.Settings, "accounts", Measures);

    /// <summary>The sum of a group of accounts; a refund, which the ledger writes as less than nothing, is told as the amount that came back.</summary>
    private static Measured Sum(IReadOnlyList<LedgerRow> rows, string measure) =>
        Measured.Of((double)rows.Where(r => r.Account == measure).Sum(r => r.Euros) * (measure == "kela_refund" ? -1 : 1));

    private static List<LedgerRow> Read(LandedFile file, MunicipalExport export, SectorScopes sectors, IReadOnlyDictionary<string, string> accounts, StagingArea staging)
    {
        using var table = TextTable.Open(file, export.Format, staging, KnownColumns);
        var at = KnownColumns.Select(table.Column).ToArray();
        var rows = new List<LedgerRow>();
        while (table.Read())
        {
            if (!table.TryNumber(at[3], out var euros))
            {
                continue;
            }

            var (month, sector, account) = (MonthOf(table.Text(at[0])), sectors.Names.GetValueOrDefault(table.Text(at[1])), accounts.GetValueOrDefault(table.Text(at[2])));
            var fault = month is null ? new RowFault(at[0], "not a month (2025-01 or 202501 expected)", "correct the month")
                : sector is null ? new(at[1], "a sector that is mapped to nothing", "add it under sectors: in source.yml")
                : account is null ? new(at[2], "a group of accounts that is mapped to nothing", "add it under accounts: in source.yml")
                : euros is null ? new RowFault(at[3], "empty", "fill in the amount, 0 where there is none")
                : null;
            if (fault is not null)
            {
                table.Refuse(fault);
                continue;
            }

            rows.Add(new(month!.Value, sector!, account!, (decimal)euros!.Value, table.Line));
        }

        return rows;
    }

    private static Period? MonthOf(string text)
    {
        var written = text.Length == 6 && text.All(char.IsAsciiDigit) ? string.Create(CultureInfo.InvariantCulture, $"{text[..4]}-{text[4..]}") : text;
        return Period.TryParse(written, out var month) && month.Frequency == Frequency.Monthly ? month : null;
    }

    private readonly record struct LedgerRow(Period Month, string Sector, string Account, decimal Euros, long Line);
}
