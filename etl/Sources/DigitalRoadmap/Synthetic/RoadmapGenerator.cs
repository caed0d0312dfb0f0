using System.Globalization;
using Insight.Etl.Landing;
using Insight.Etl.Sources.StaffAbsence.Synthetic;

namespace Insight.Etl.Sources.DigitalRoadmap.Synthetic;

/// <summary>Invents digital roadmaps of four municipalities, reviewed in March and October from 2023 to 2026, the same bytes every time.</summary>
public static class RoadmapGenerator
{
    private static readonly string[] FocusAreas = ["Henkilöstön osaaminen", "Palvelut", "Tietojärjestelmät", "ICT-infrastruktuuri"];
    private static readonly string[] Units = ["Konsernihallinto", "Sivistys", "Tekninen"];

    /// <summary>Writes one payload; fits <see cref="PayloadGenerator"/>.</summary>
    /// <exception cref="PayloadException">Nothing is invented for that file.</exception>
    public static void Write(SourceDefinition source, PayloadRequest request, Stream destination)
    {
        var municipality = SyntheticMunicipality.All.FirstOrDefault(m => request.Name == $"roadmap_{m.Code}.csv")
            ?? throw new PayloadException($"'{request.Name}': no roadmap is invented for it; deliver a file (origin: deliveries), or take the municipality out of source.yml.");
        using var writer = municipality.Writer(destination);
        writer.WriteLine("katselmus_pvm;toimenpide_id;karki;vastuuyksikko;tila;alku;loppu;paivitetty_pvm");
        for (var year = 2023; year <= 2026; year++)
        {
            foreach (var review in new[] { new DateOnly(year, 3, 18), new DateOnly(year, 10, 14) })
            {
                for (var measure = 1; measure <= 27; measure++)
                {
                    writer.WriteLine(Row(municipality, measure, review));
                }
            }
        }
    }

    /// <summary>A measure is the same at every review: it begins, ends late or not, or is cancelled.</summary>
    private static string Row(SyntheticMunicipality municipality, int measure, DateOnly review)
    {
        var draw = new Draw(Draw.Seed(municipality.Seed ^ 0xD161, measure));
        var begins = new DateOnly(2022, 1, 1).AddMonths(3 * draw.Below(17));
        var ends = begins.AddMonths(3 * draw.Between(1, 6));
        var done = ends.AddMonths(draw.OneOf(700) ? -1 : 3 * draw.Between(1, 5));
        var cancelled = draw.OneOf(70) ? begins.AddMonths(4) : DateOnly.MaxValue;
        var idle = draw.OneOf(120) ? 6 : 0;
        var status = cancelled <= review ? "Peruttu" : done <= review ? "Toteutettu" : begins.AddMonths(idle) <= review ? "Käynnissä" : "Suunnitteilla";
        var updated = review.AddDays(-draw.Between(5, 150)).ToString(municipality.DateForm, CultureInfo.InvariantCulture);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{review.ToString(municipality.DateForm, CultureInfo.InvariantCulture)};T{measure:00};{draw.Pick<string>(FocusAreas)};{draw.Pick<string>(Units)};{status};{Quarter(begins)};{Quarter(ends.AddDays(-1))};{updated}");
    }

    private static string Quarter(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day.Year}-Q{((day.Month - 1) / 3) + 1}");
}
