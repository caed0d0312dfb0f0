using System.Globalization;
using Insight.Etl.Landing;
using Insight.Etl.Sources.StaffAbsence.Synthetic;

namespace Insight.Etl.Sources.PayrollLedger.Synthetic;

/// <summary>Invents ledger rows of sickness absence of four municipalities for 2022–2025, the same bytes every time.</summary>
public static class LedgerGenerator
{
    /// <summary>Writes one payload; fits <see cref="PayloadGenerator"/>.</summary>
    /// <exception cref="PayloadException">Nothing is invented for that file.</exception>
    public static void Write(SourceDefinition source, PayloadRequest request, Stream destination)
    {
        var municipality = SyntheticMunicipality.All.FirstOrDefault(m => request.Name == $"ledger_{m.Code}.csv")
            ?? throw new PayloadException($"'{request.Name}': no ledger is invented for it; deliver a file (origin: deliveries), or take the municipality out of source.yml.");
        using var writer = municipality.Writer(destination);
        writer.WriteLine("kausi;toimiala;tiliryhma;euroa");
        var draw = new Draw(municipality.Seed ^ 0x1ED6E2);
        for (var month = new DateOnly(2022, 1, 1); month < new DateOnly(2026, 1, 1); month = month.AddMonths(1))
        {
            foreach (var (sector, posts) in municipality.Posts.Where(p => p.Sector.First <= month && p.Sector.Last >= month))
            {
                var cents = (long)posts * sector.Level * municipality.Level * draw.Between(1200, 1900) / 1000;
                Line(month, sector.Name, "Sairausajan palkat", cents);
                Line(month, sector.Name, "Henkilösivukulut", cents * 21 / 100);
                Line(month, sector.Name, "Kela-korvaukset", -cents * draw.Between(8, 18) / 100);
            }
        }

        void Line(DateOnly month, string sector, string account, long cents)
        {
            var euros = (Math.Abs(cents) / 100).ToString("#,0", CultureInfo.InvariantCulture).Replace(",", municipality.Thousands);
            var form = municipality.Code is "111" ? "yyyyMM" : "yyyy-MM";
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{month.ToString(form, CultureInfo.InvariantCulture)};{sector};{account};{(cents < 0 ? "-" : "")}{euros},{Math.Abs(cents) % 100:00}"));
        }
    }
}
