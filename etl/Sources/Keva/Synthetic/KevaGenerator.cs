using System.Globalization;
using Insight.Etl.Landing;
using Insight.Etl.Sources.StaffAbsence.Synthetic;

namespace Insight.Etl.Sources.Keva.Synthetic;

/// <summary>
/// Invents key figures of four municipalities for 2017–2025, the same bytes every time. The levels of all municipalities in 2021–2023 are those that Keva published
/// (14.7, 16.5, 15.5 days a person-year).
/// </summary>
public static class KevaGenerator
{
    /// <summary>Writes one payload; fits <see cref="PayloadGenerator"/>.</summary>
    /// <exception cref="PayloadException">Nothing is invented for that file.</exception>
    public static void Write(SourceDefinition source, PayloadRequest request, Stream destination)
    {
        var municipality = SyntheticMunicipality.All.FirstOrDefault(m => request.Name == $"keva_{m.Code}.csv")
            ?? throw new PayloadException($"'{request.Name}': no key figures are invented for it; deliver a file (origin: deliveries), or take the municipality out of source.yml.");
        using var writer = municipality.Writer(destination);
        writer.WriteLine(string.Join(';', KevaFile.KnownColumns));
        var draw = new Draw(municipality.Seed ^ 0x4EFA);
        var staff = municipality.Posts.Where(p => p.Sector.Last == DateOnly.MaxValue && p.Sector.First == DateOnly.MinValue).Sum(p => p.Posts);
        for (var year = 2017; year <= 2025; year++)
        {
            var payroll = staff * (34_500L + ((year - 2017) * 900)) * 9 / 10;
            Line(year, "Oma", "Palkkasumma", payroll, "EUR");
            Line(year, "Oma", "Työkyvyttömyyseläkemaksu", payroll * draw.Between(70, 135) * municipality.Level / 1_000_000, "EUR");
            Line(year, "Oma", "Sairauspoissaolojen kustannukset", payroll * draw.Between(390, 440) * municipality.Level / 1_000_000, "EUR");
            Line(year, "Oma", "Työtapaturmat", payroll * draw.Between(30, 60) / 10_000, "EUR");
            Line(year, "Oma", "Työterveyshuolto netto", payroll * draw.Between(80, 110) / 10_000, "EUR");
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{year};Oma;Sairauspoissaolot;{(150 + draw.Below(20)) * municipality.Level / 1000},{(150 + draw.Below(20)) * municipality.Level / 100 % 10};pv/htv"));
            if (year is >= 2021 and <= 2023)
            {
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{year};Kunnat;Sairauspoissaolot;{year switch { 2021 => "14,7", 2022 => "16,5", _ => "15,5" }};pv/htv"));
            }
        }

        void Line(int year, string group, string metric, long value, string unit) =>
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{year};{group};{metric};{value.ToString("#,0", CultureInfo.InvariantCulture).Replace(",", municipality.Thousands)},00;{unit}"));
    }
}
