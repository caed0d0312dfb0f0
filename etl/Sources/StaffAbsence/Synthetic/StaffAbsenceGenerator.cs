using System.Globalization;
using Insight.Etl.Landing;

namespace Insight.Etl.Sources.StaffAbsence.Synthetic;

/// <summary>
/// Invents exports of payroll and HR systems of four municipalities for 2015–2025, byte for byte the same every time. They try what real exports do: several
/// encodings, date forms and signs of grouping, leading zeros, long absences cut into a row a month, corrections with negative days, a
/// second service relation whose holder is away from both, other names of columns. Nothing in them is about anybody.
/// </summary>
public static class StaffAbsenceGenerator
{
    /// <summary>Writes one payload; fits <see cref="PayloadGenerator"/>.</summary>
    /// <param name="source">The source; its profiles say how the files of a municipality are called.</param>
    /// <param name="request">Which file.</param>
    /// <param name="destination">Takes the bytes.</param>
    /// <exception cref="PayloadException">No figures are invented for that file.</exception>
    public static void Write(SourceDefinition source, PayloadRequest request, Stream destination)
    {
        var profile = StaffProfile.All(source).FirstOrDefault(p => p.Employments == request.Name || p.Absences == request.Name || p.Discussions == request.Name);
        var municipality = SyntheticMunicipality.All.FirstOrDefault(m => "KU" + m.Code == profile?.Area)
            ?? throw new PayloadException(
                $"'{request.Name}': no staff is invented for it, only for {string.Join(", ", SyntheticMunicipality.All.Select(m => m.Code))}; deliver a file (origin: deliveries), or take the municipality out of source.yml.");
        using var writer = municipality.Writer(destination);
        if (request.Name == profile!.Employments)
        {
            WriteEmployments(municipality, writer);
        }
        else if (request.Name == profile.Absences)
        {
            WriteAbsences(municipality, writer);
        }
        else
        {
            WriteDiscussions(municipality, writer);
        }
    }

    /// <summary>About three in four of the staff have a development discussion in a year.</summary>
    private static void WriteDiscussions(SyntheticMunicipality municipality, StreamWriter writer)
    {
        writer.WriteLine(municipality.Vocabulary.DiscussionHeader);
        foreach (var (number, person) in SyntheticStaff.Of(municipality).Index())
        {
            var draw = new Draw(Draw.Seed(municipality.Seed ^ 0xD15C, number));
            for (var year = SyntheticStaff.Start.Year; year <= SyntheticStaff.End.Year; year++)
            {
                var held = new DateOnly(year, draw.Pick<int>([1, 2, 3, 10, 11]), draw.Between(1, 28));
                if (draw.OneOf(700 + (municipality.Level - 90) * 8) && person.Relations[0].First <= held && held <= person.Relations[0].Last)
                {
                    writer.WriteLine($"{person.Id};{Day(municipality, held)}");
                }
            }
        }
    }

    private static void WriteEmployments(SyntheticMunicipality municipality, StreamWriter writer)
    {
        writer.WriteLine(municipality.Vocabulary.EmploymentHeader);
        foreach (var person in SyntheticStaff.Of(municipality))
        {
            foreach (var relation in person.Relations)
            {
                foreach (var (first, last, share) in relation.Periods)
                {
                    var reason = last == person.Relations[0].Periods[^1].Last ? person.EndReason : "";
                    var pay = Money(municipality, person.MonthlyPay * share);
                    writer.WriteLine(string.Join(
                        ';', person.Id, Whole(relation.Number), Day(municipality, first), last is { } end ? Day(municipality, end) : "", relation.Kind, Whole(share) + ",00",
                        person.Sector.CostCentre, person.Sector.Name, person.Sector.Agreement, Born(municipality, person), person.Woman ? "N" : "M", pay, reason));
                }
            }
        }
    }

    private static void WriteAbsences(SyntheticMunicipality municipality, StreamWriter writer)
    {
        writer.WriteLine(municipality.Vocabulary.AbsenceHeader);
        var number = 0;
        foreach (var person in SyntheticStaff.Of(municipality))
        {
            var rows = new AbsenceRows(municipality, new Draw(Draw.Seed(municipality.Seed ^ 0xC0FFEE, number)));
            foreach (var absence in SyntheticAbsences.Of(municipality, person, number))
            {
                foreach (var (relation, first, last, sign) in rows.Of(person, absence))
                {
                    writer.WriteLine(Row(municipality, person, relation, absence.Kind, first, last, sign));
                }
            }

            number++;
        }
    }

    private static string Row(SyntheticMunicipality municipality, SyntheticPerson person, SyntheticRelation relation, AbsenceKind kind, DateOnly first, DateOnly last, int sign)
    {
        var days = sign * (last.DayNumber - first.DayNumber + 1);
        var pay = kind switch { AbsenceKind.SickTwoThirds => 6667, AbsenceKind.SickUnpaid or AbsenceKind.Family or AbsenceKind.Study => 0, _ => 10000 };
        var share = relation.Periods.Last(p => p.First <= first || p == relation.Periods[0]).Share;
        var (code, text) = municipality.Vocabulary.Codes[kind];
        return string.Join(
            ';', person.Id, Whole(relation.Number), person.Sector.CostCentre, person.Sector.Name, person.Sector.Title, relation.Kind, Whole(share) + ",00", code, text,
            Day(municipality, first), Day(municipality, last), Whole(days), Whole(sign * WorkDays(first, last)),
            string.Create(CultureInfo.InvariantCulture, $"{pay / 100},{pay % 100:00}"), Money(municipality, (long)days * person.MonthlyPay * share * pay / 10000 / 30));
    }

    private static string Born(SyntheticMunicipality municipality, SyntheticPerson person) => municipality.Vocabulary.HasAge
        ? Whole(SyntheticStaff.End.Year - person.Birth.Year)
        : person.Birth.ToString(municipality.DateForm == "yyyy-MM-dd" ? "yyyy-MM" : "MM.yyyy", CultureInfo.InvariantCulture);

    /// <summary>Cents as euros with the municipality's sign of grouping.</summary>
    private static string Money(SyntheticMunicipality municipality, long cents)
    {
        var euros = (Math.Abs(cents) / 100).ToString("#,0", CultureInfo.InvariantCulture).Replace(",", municipality.Thousands);
        return string.Create(CultureInfo.InvariantCulture, $"{(cents < 0 ? "-" : "")}{euros},{Math.Abs(cents) % 100:00}");
    }

    private static int WorkDays(DateOnly first, DateOnly last) =>
        Enumerable.Range(first.DayNumber, last.DayNumber - first.DayNumber + 1).Count(
            day => DateOnly.FromDayNumber(day).DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));

    private static string Day(SyntheticMunicipality municipality, DateOnly day) => day.ToString(municipality.DateForm, CultureInfo.InvariantCulture);

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
