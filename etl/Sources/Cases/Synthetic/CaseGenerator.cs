using System.Globalization;
using Insight.Etl.Landing;
using Insight.Etl.Sources.StaffAbsence.Synthetic;

namespace Insight.Etl.Sources.Cases.Synthetic;

/// <summary>
/// Invents case registers of four municipalities for 2023 to October 2026, the same bytes every time: two write numbers as Dynasty does, two as CaseM; some cases are still
/// open, a few are secret. Nothing in them is about anybody.
/// </summary>
public static class CaseGenerator
{
    private const string Header =
        "asia_id;diaarinumero;tehtavaluokka;otsikko_julkinen;vireilletulo_pvm;kasittelyvaihe;paatos_pvm;paatostyyppi;paattaja_tyyppi;paattaja_koodi;pykala;valmistelija_rooli;toimeenpano_pvm;paattymis_pvm;salassapito";

    private static readonly DateOnly Start = new(2022, 9, 1);
    private static readonly DateOnly End = new(2026, 10, 31);

    /// <summary>Class, usual days to a decision, and who decides.</summary>
    private static readonly (string Class, int Days, string Decider)[] Kinds =
    [
        ("00.01.02.01", 35, "hallitus"), ("00.02.00", 24, "viranhaltija"), ("01.01.01", 12, "viranhaltija"), ("01.02.00.01", 9, "viranhaltija"), ("02.02.02", 21, "viranhaltija"),
        ("02.05.01", 40, "hallitus"), ("02.08.00", 55, "lautakunta"), ("10.02.03", 120, "valtuusto"), ("10.03.00.02", 48, "viranhaltija"), ("10.04.01", 70, "lautakunta"),
        ("12.01.02", 16, "viranhaltija"), ("12.06.01", 28, "lautakunta"),
    ];

    /// <summary>Writes one payload; fits <see cref="PayloadGenerator"/>.</summary>
    /// <exception cref="PayloadException">No cases are invented for that file.</exception>
    public static void Write(SourceDefinition source, PayloadRequest request, Stream destination)
    {
        var municipality = SyntheticMunicipality.All.FirstOrDefault(m => request.Name == $"cases_{m.Code}.csv")
            ?? throw new PayloadException($"'{request.Name}': no cases are invented for it; deliver a file (origin: deliveries), or take the municipality out of source.yml.");
        using var writer = municipality.Writer(destination);
        writer.WriteLine(Header);
        var draw = new Draw(municipality.Seed ^ 0xCA5E);
        var (day, number, year) = (Start, 0, Start.Year);
        while (day <= End)
        {
            (number, year) = year == day.Year ? (number + 1, year) : (1, day.Year);
            writer.WriteLine(Row(municipality, ref draw, day, number));
            day = day.AddDays(draw.Below(municipality.Code is "098" or "111" ? 2 : 3));
        }
    }

    private static string Row(SyntheticMunicipality municipality, ref Draw draw, DateOnly opened, int number)
    {
        var kind = Kinds[draw.Below(Kinds.Length)];
        var slow = draw.OneOf(60) ? 4 : 1;
        var days = slow * kind.Days * (40 + draw.Below(70) + draw.Below(70)) * municipality.Level / 10_000;
        var decided = opened.AddDays(days);
        var isOpen = decided > End;
        var prefix = municipality.Code switch { "098" => "HOLDno", "560" => "ORIDno", _ => null };
        var diary = prefix is null
            ? string.Create(CultureInfo.InvariantCulture, $"{number}/{kind.Class}/{opened.Year}")
            : string.Create(CultureInfo.InvariantCulture, $"{prefix}-{opened.Year}-{number}");
        var id = string.Create(CultureInfo.InvariantCulture, $"A{opened.Year}{number:00000}");
        return string.Join(
            ';', id, diary, prefix is null && draw.OneOf(300) ? "" : kind.Class, "1", Day(opened), isOpen ? "valmistelu" : "päätös", isOpen ? "" : Day(decided), "päätös", kind.Decider, "", "",
            "asiantuntija", "", "", draw.OneOf(25) ? "1" : "0");

        string Day(DateOnly day) => day.ToString(municipality.DateForm, CultureInfo.InvariantCulture);
    }
}
