namespace Insight.Etl.Sources.StaffAbsence.Synthetic;

/// <summary>An invented person who holds a post for a time.</summary>
/// <param name="Id">Eight digits, leading zeros included.</param>
/// <param name="Relations">One service relation, sometimes a second beside it.</param>
/// <param name="Sector">Where the person works.</param>
/// <param name="Birth">First day of the month of birth.</param>
/// <param name="Woman">Sex.</param>
/// <param name="MonthlyPay">Full-time pay, EUR.</param>
/// <param name="EndReason">Why the relation ended: O own request, E retirement, I dismissal, M end of term, L transfer of the undertaking; empty while it is open.</param>
internal sealed record SyntheticPerson(
    string Id, IReadOnlyList<SyntheticRelation> Relations, Sector Sector, DateOnly Birth, bool Woman, int MonthlyPay, string EndReason);

/// <summary>A service relation; its share of full time may change on a day, which makes a second row.</summary>
/// <param name="Number">Number within the person.</param>
/// <param name="Kind">V permanent, M fixed-term, S substitute, ST secondary.</param>
/// <param name="Periods">Periods with their share of full time in percent; the last may be open.</param>
internal sealed record SyntheticRelation(int Number, string Kind, IReadOnlyList<(DateOnly First, DateOnly? Last, int Share)> Periods)
{
    /// <summary>First day.</summary>
    public DateOnly First => Periods[0].First;

    /// <summary>Last day; the end of the invented years where it is open.</summary>
    public DateOnly Last => Periods[^1].Last ?? SyntheticStaff.End;
}

/// <summary>
/// Invents the staff of a municipality: every post is held by one person after another. A person is made from the municipality's seed and a
/// running number alone, so that all files can be written one person at a time and agree.
/// </summary>
internal static class SyntheticStaff
{
    /// <summary>First day of the invented years: two years before the first reform.</summary>
    public static readonly DateOnly Start = new(2015, 1, 1);

    /// <summary>Last day of the invented years.</summary>
    public static readonly DateOnly End = new(2025, 12, 31);

    private const int RetirementAge = 65;

    /// <summary>Everybody, sector by sector and post by post.</summary>
    public static IEnumerable<SyntheticPerson> Of(SyntheticMunicipality municipality)
    {
        var (number, post) = (0, 0);
        foreach (var (sector, posts) in municipality.Posts)
        {
            for (var i = 0; i < posts; i++)
            {
                var draw = new Draw(Draw.Seed(municipality.Seed, -1 - post++));
                var first = sector.First > Start ? sector.First : draw.OneOf(30) ? Start.AddDays(draw.Between(20, 300)) : Start.AddDays(-draw.Between(30, 9000));
                while (first <= End && first < sector.Last)
                {
                    var person = Person(municipality, number++, sector, first);
                    yield return person;
                    first = person.Relations[0].Last.AddDays(draw.Between(3, 70));
                }
            }
        }
    }

    private static SyntheticPerson Person(SyntheticMunicipality municipality, int number, Sector sector, DateOnly first)
    {
        var draw = new Draw(Draw.Seed(municipality.Seed, number));
        var began = first > Start ? first : Start;
        var age = Math.Max(draw.Between(21, 62), began.Year - first.Year + 19);
        var birth = new DateOnly(began.Year - Math.Min(age, RetirementAge - 1), draw.Between(1, 12), 1);
        var (last, reason) = Leaving(ref draw, sector, first, birth);
        var relations = new List<SyntheticRelation> { MainRelation(ref draw, first, last) };
        if (draw.OneOf(30) && relations[0].Last.DayNumber - began.DayNumber > 120)
        {
            relations.Add(SecondRelation(ref draw, relations[0]));
        }

        return new SyntheticPerson(
            FormattableString.Invariant($"0{municipality.Code}{(number + 1) * 7 % 10000:0000}"), relations, sector, birth, draw.OneOf(780), draw.Between(2150, 4600), reason);
    }

    /// <summary>About one in fourteen leaves a year, everybody at 65 or with the task; whoever stays to the end has an open relation.</summary>
    private static (DateOnly? Last, string Reason) Leaving(ref Draw draw, Sector sector, DateOnly first, DateOnly birth)
    {
        var from = first < Start ? Start : first;
        var retirement = birth.AddYears(RetirementAge).AddMonths(1).AddDays(-1);
        for (var year = from.Year; year <= End.Year && year <= sector.Last.Year; year++)
        {
            var earliest = year == from.Year ? from : new DateOnly(year, 1, 1);
            if (draw.OneOf(70))
            {
                var last = earliest.AddDays(draw.Below(new DateOnly(year, 12, 31).DayNumber - earliest.DayNumber + 1));
                return (last, birth.AddYears(63) <= last ? "E" : draw.Pick<string>(["O", "O", "O", "O", "O", "O", "O", "M", "M", "I"]));
            }

            if (retirement.Year == year && retirement > earliest)
            {
                return (retirement, "E");
            }
        }

        return sector.Last <= End ? (sector.Last, "L") : (null, "");
    }

    private static SyntheticRelation MainRelation(ref Draw draw, DateOnly first, DateOnly? last)
    {
        var kind = draw.Pick<string>(["V", "V", "V", "V", "V", "V", "V", "M", "M", "S"]);
        var share = draw.Pick<int>([100, 100, 100, 100, 100, 100, 100, 100, 80, 60]);
        var end = last ?? End;
        var changes = draw.OneOf(50) && first <= Start && end.DayNumber - Start.DayNumber > 400;
        if (!changes)
        {
            return new SyntheticRelation(1, kind, [(first, last, share)]);
        }

        var change = Start.AddDays(draw.Between(100, end.DayNumber - Start.DayNumber - 100));
        return new SyntheticRelation(1, kind, [(first, change.AddDays(-1), share), (change, last, share == 100 ? 80 : 100)]);
    }

    /// <summary>A small post beside the main one, for some months.</summary>
    private static SyntheticRelation SecondRelation(ref Draw draw, SyntheticRelation main)
    {
        var from = Math.Max(main.First.DayNumber, Start.DayNumber) + draw.Below(60);
        var to = Math.Min(main.Last.DayNumber, from + draw.Between(40, 400));
        return new SyntheticRelation(2, "ST", [(DateOnly.FromDayNumber(from), DateOnly.FromDayNumber(to), draw.Between(10, 30))]);
    }
}
