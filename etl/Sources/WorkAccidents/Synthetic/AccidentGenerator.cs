using System.Globalization;
using Insight.Etl.Landing;
using Insight.Etl.Sources.StaffAbsence.Synthetic;

namespace Insight.Etl.Sources.WorkAccidents.Synthetic;

/// <summary>Invents accidents and hours worked of four municipalities for 2019 to September 2026, the same bytes every time: about 25 accidents a million hours.</summary>
public static class AccidentGenerator
{
    private static readonly DateOnly Start = new(2019, 1, 1);
    private static readonly DateOnly End = new(2026, 10, 1);

    /// <summary>Writes one payload; fits <see cref="PayloadGenerator"/>.</summary>
    /// <exception cref="PayloadException">Nothing is invented for that file.</exception>
    public static void Write(SourceDefinition source, PayloadRequest request, Stream destination)
    {
        var municipality = SyntheticMunicipality.All.FirstOrDefault(m => request.Name == $"accidents_{m.Code}.csv" || request.Name == $"hours_{m.Code}.csv")
            ?? throw new PayloadException($"'{request.Name}': no accidents are invented for it; deliver a file (origin: deliveries), or take the municipality out of source.yml.");
        using var writer = municipality.Writer(destination);
        var isHours = request.Name.StartsWith("hours", StringComparison.Ordinal);
        writer.WriteLine(isHours ? "kausi;toimiala;tunnit" : "vahinkonumero;sattumispvm;laji;korvattu;toimiala");
        var draw = new Draw(municipality.Seed ^ 0xACC1);
        var number = 0;
        for (var month = Start; month < End; month = month.AddMonths(1))
        {
            foreach (var (sector, posts) in municipality.Posts.Where(p => p.Sector.First <= month && p.Sector.Last >= month))
            {
                var hours = posts * (month.Month == 7 ? 60 : draw.Between(128, 142));
                var accidents = (draw.Below(1000) < hours * sector.Level / 3600 ? 1 : 0) + (draw.OneOf(hours / 400) ? 1 : 0);
                if (isHours)
                {
                    writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{month:yyyy-MM};{sector.Name};{hours},5"));
                    continue;
                }

                for (var i = 0; i < accidents; i++)
                {
                    var day = month.AddDays(draw.Below(28)).ToString(municipality.DateForm, CultureInfo.InvariantCulture);
                    var kind = draw.Pick<string>(["Työpaikka", "Työpaikka", "Työpaikka", "Työmatka"]);
                    writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"V{month:yy}-{++number:0000};{day};{kind};{(draw.OneOf(900) ? "Kyllä" : "Ei")};{sector.Name}"));
                }
            }
        }
    }
}
