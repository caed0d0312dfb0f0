namespace Insight.Etl.Sources.StaffAbsence.Synthetic;

/// <summary>An invented person who holds a post for a time.</summary>
/// <param name="Id">Eight digits, leading zeros included.</param>
/// <param name="Relations">One service relation, sometimes a second beside it.</param>
/// <param name="Sector">Where the person works.</param>
/// <param name="Age">Age at the end of 2025.</param>
/// <param name="Woman">Sex.</param>
/// <param name="MonthlyPay">Full-time pay, EUR.</param>
internal sealed record SyntheticPerson(string Id, IReadOnlyList<SyntheticRelation> Relations, Sector Sector, int Age, bool Woman, int MonthlyPay);

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

/// <summary>A sector of municipal work.</summary>
internal sealed record Sector(string Name, string CostCentre, string Agreement, string Title);

/// <summary>
/// Invents the staff of a municipality: every post is held by one person after another. A person is made from the municipality's seed and a
/// running number alone, so that both files can be written one person at a time and agree.
/// </summary>
internal static class SyntheticStaff
{
    /// <summary>First day of the invented years.</summary>
    public static readonly DateOnly Start = new(2022, 1, 1);

    /// <summary>Last day of the invented years.</summary>
    public static readonly DateOnly End = new(2025, 12, 31);

    private static readonly Sector[] Sectors =
    [
        new("Varhaiskasvatus", "4410", "KVTES", "5123"), new("Varhaiskasvatus", "4420", "KVTES", "5124"), new("Perusopetus", "4510", "OVTES", "2341"),
        new("Perusopetus", "4520", "OVTES", "2342"), new("Ruoka- ja siivouspalvelut", "5210", "KVTES", "9112"), new("Ympäristö ja tekniikka", "6110", "TS", "3112"),
        new("Konsernihallinto", "1100", "KVTES", "4110"), new("Kirjasto, kulttuuri ja nuorisotyö", "4710", "KVTES", "2622"),
    ];

    /// <summary>Everybody, post by post.</summary>
    public static IEnumerable<SyntheticPerson> Of(SyntheticMunicipality municipality)
    {
        var number = 0;
        for (var post = 0; post < municipality.Posts; post++)
        {
            var draw = new Draw(Draw.Seed(municipality.Seed, -1 - post));
            var sector = draw.Pick<Sector>(Sectors);
            var first = draw.OneOf(30) ? Start.AddDays(draw.Between(20, 300)) : Start.AddDays(-draw.Between(30, 9000));
            while (first <= End)
            {
                var last = LastDay(ref draw, first);
                yield return Person(municipality, number++, sector, first, last);
                first = (last ?? End).AddDays(draw.Between(3, 70));
            }
        }
    }

    /// <summary>About one in thirteen leaves a year; whoever stays to the end has an open relation.</summary>
    private static DateOnly? LastDay(ref Draw draw, DateOnly first)
    {
        var from = first < Start ? Start : first;
        for (var year = from.Year; year <= End.Year; year++)
        {
            if (draw.OneOf(75))
            {
                var earliest = year == from.Year ? from : new DateOnly(year, 1, 1);
                return earliest.AddDays(draw.Below(new DateOnly(year, 12, 31).DayNumber - earliest.DayNumber + 1));
            }
        }

        return null;
    }

    private static SyntheticPerson Person(SyntheticMunicipality municipality, int number, Sector sector, DateOnly first, DateOnly? last)
    {
        var draw = new Draw(Draw.Seed(municipality.Seed, number));
        var relations = new List<SyntheticRelation> { MainRelation(ref draw, first, last) };
        if (draw.OneOf(30) && relations[0].Last.DayNumber - Math.Max(first.DayNumber, Start.DayNumber) > 120)
        {
            relations.Add(SecondRelation(ref draw, relations[0]));
        }

        return new SyntheticPerson(
            FormattableString.Invariant($"0{municipality.Code}{(number + 1) * 7 % 10000:0000}"), relations, sector, draw.Between(23, 66), draw.OneOf(780), draw.Between(2150, 4600));
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
