namespace Insight.Etl.Sources.StaffAbsence.Synthetic;

/// <summary>An invented absence.</summary>
/// <param name="Kind">Why.</param>
/// <param name="First">First day.</param>
/// <param name="Last">Last day.</param>
internal readonly record struct SyntheticAbsence(AbsenceKind Kind, DateOnly First, DateOnly Last);

/// <summary>
/// Invents the absences of a person, a year at a time. Of persons in service for a whole year about 21 % have no day of own illness, 35 %
/// up to 7, 30 % from 8 to 29 and 14 % thirty or more, which makes about 15 days a person-year: the levels that Keva published for Finnish
/// municipalities in 2021–2023.
/// </summary>
internal static class SyntheticAbsences
{
    /// <summary>Absences were longest in 2022, in percent of the usual, by year since 2015.</summary>
    private static readonly int[] YearLevels = [98, 97, 98, 99, 98, 94, 95, 107, 100, 98, 95];

    /// <summary>All absences of a person within the main relation; those of one kind do not overlap.</summary>
    public static IEnumerable<SyntheticAbsence> Of(SyntheticMunicipality municipality, SyntheticPerson person, int number)
    {
        var main = person.Relations[0];
        for (var year = SyntheticStaff.Start.Year; year <= SyntheticStaff.End.Year; year++)
        {
            var first = Later(main.First, new DateOnly(year, 1, 1));
            var last = Earlier(main.Last, new DateOnly(year, 12, 31));
            var days = last.DayNumber - first.DayNumber + 1;
            if (days < 15)
            {
                continue;
            }

            var draw = new Draw(Draw.Seed(municipality.Seed ^ (ulong)year, number));
            var sick = SickDays(ref draw, days, municipality.Level * person.Sector.Level / 100 * YearLevels[year - SyntheticStaff.Start.Year] / 100);
            foreach (var absence in Spread(ref draw, first, days, sick).Concat(Others(ref draw, year, first, last)))
            {
                yield return absence;
            }
        }
    }

    /// <summary>Days of own illness in so many days of service.</summary>
    private static int SickDays(ref Draw draw, int service, int level)
    {
        var whole = draw.Below(1000) switch
        {
            < 200 => 0,
            < 550 => draw.Between(1, 7),
            < 855 => Math.Min(draw.Between(8, 29), draw.Between(8, 29)) + draw.Below(4),
            < 950 => draw.Between(30, 55),
            < 988 => draw.Between(50, 100),
            _ => draw.Between(100, 240),
        };
        return whole == 0 ? 0 : Math.Min(Math.Max(1, whole * level * service / 36500), service - 4);
    }

    /// <summary>Cuts the days into spells and lays them out with at least a day between two.</summary>
    private static IReadOnlyList<SyntheticAbsence> Spread(ref Draw draw, DateOnly first, int service, int sick)
    {
        var lengths = new List<int>();
        for (var left = sick; left > 0; left -= lengths[^1])
        {
            lengths.Add(Math.Min(left, sick < 30 ? draw.Pick<int>([1, 1, 2, 2, 3, 3, 4, 5, 7, 10]) : draw.Pick<int>([2, 3, 5, 14, 30, 45, 60, 90])));
        }

        var free = service - sick;
        if (free < lengths.Count + 1)
        {
            lengths = [sick];
        }

        var spells = new List<SyntheticAbsence>();
        var day = first;
        for (var i = 0; i < lengths.Count; i++)
        {
            var slots = lengths.Count - i;
            var gap = 1 + draw.Below(Math.Max(1, (2 * (free - slots) / (slots + 1)) + 1));
            gap = Math.Min(gap, free - slots + 1);
            free -= gap;
            var from = day.AddDays(gap);
            AddSpell(spells, from, from.AddDays(lengths[i] - 1));
            day = from.AddDays(lengths[i]);
        }

        return spells;
    }

    /// <summary>Sick pay is whole for 60 days, two thirds for 120 and then ends; the parts touch each other.</summary>
    private static void AddSpell(List<SyntheticAbsence> spells, DateOnly first, DateOnly last)
    {
        var (reduced, ended) = (first.AddDays(60), first.AddDays(180));
        spells.Add(new SyntheticAbsence(AbsenceKind.SickPaid, first, Earlier(last, reduced.AddDays(-1))));
        if (last >= reduced)
        {
            spells.Add(new SyntheticAbsence(AbsenceKind.SickTwoThirds, reduced, Earlier(last, ended.AddDays(-1))));
        }

        if (last >= ended)
        {
            spells.Add(new SyntheticAbsence(AbsenceKind.SickUnpaid, ended, last));
        }
    }

    /// <summary>Holidays, a sick child, family leave, studies, an accident: none of them is sickness absence.</summary>
    private static IReadOnlyList<SyntheticAbsence> Others(ref Draw draw, int year, DateOnly first, DateOnly last)
    {
        var others = new List<SyntheticAbsence>();
        Add(AbsenceKind.Annual, new DateOnly(year, 6, draw.Between(10, 30)), draw.Between(21, 30));
        if (draw.OneOf(120))
        {
            Add(AbsenceKind.Child, new DateOnly(year, draw.Between(1, 11), draw.Between(1, 25)), draw.Between(1, 3));
        }

        if (draw.OneOf(25))
        {
            Add(AbsenceKind.Family, new DateOnly(year, draw.Between(1, 8), 1), draw.Between(40, 150));
        }

        if (draw.OneOf(8))
        {
            Add(AbsenceKind.Study, new DateOnly(year, 8, 15), draw.Between(30, 120));
        }

        if (draw.OneOf(12))
        {
            Add(AbsenceKind.Accident, new DateOnly(year, draw.Between(1, 11), draw.Between(1, 25)), draw.Between(2, 14));
        }

        return others;

        void Add(AbsenceKind kind, DateOnly from, int days)
        {
            var to = Earlier(from.AddDays(days - 1), last);
            if (from >= first && to >= from)
            {
                others.Add(new SyntheticAbsence(kind, from, to));
            }
        }
    }

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
