using System.Globalization;
using Insight.Api.Requests;
using Insight.Warehouse.Areas;
using Insight.Warehouse.Observations;
using Insight.Warehouse.Periods;

namespace Insight.Api.Values;

/// <summary>
/// What was done to figures so that they follow one municipal division: which areas were added up from which, which aggregates have had other
/// members, and which transfers were too small to count.
/// </summary>
internal sealed class DivisionNotes(ValuesQuery query, Selection selection, AreaLabels labels)
{
    private const int MostAreas = 12;
    private const int MostMembers = 40;
    private static readonly byte[] Moved =
        [.. new[] { ObservationStatus.Recalculated, ObservationStatus.Apportioned }.Select(s => (byte)ObservationStatus.All.ToList().IndexOf(s))];

    private readonly AreaDirectory areas = query.Publication.Areas;

    /// <summary>The notes: code, areas and text by language.</summary>
    public IEnumerable<(string Code, IReadOnlyList<string> Areas, IReadOnlyDictionary<string, string> Text)> All()
    {
        if (Recalculated() is { Count: > 0 } recalculated)
        {
            yield return ("recalculated", recalculated, Text(
                language => $"{Sentence(language)}: {List(recalculated.SelectMany(Origins), origin => Words(origin, language))}."));
        }

        foreach (var change in areas.Changes.Where(c => c.IsNegligible(areas.LeastTransfer) && Spans(c.Date) && (Asked(c.From) || Asked(c.To))))
        {
            yield return ("small-transfer", [change.From, change.To], Text(language => Small(change, language)));
        }

        foreach (var (parent, moves) in Memberships())
        {
            yield return ("membership", [parent], Text(
                language => $"{Name(parent, language)}: {Membership(language)}{(moves.Count > 0 ? " " : "")}{List(moves, move => Words(move, language))}{string.Concat(Then(parent).Select(then => "; " + Words(then, language)))}."));
        }
    }

    /// <summary>Asked areas of which an asked period was recalculated; only the statuses of their series are looked at.</summary>
    private List<string> Recalculated()
    {
        var found = new List<string>();
        var statuses = selection.Slice.Statuses;
        if (statuses.IsEmpty || selection.Periods.Length == 0)
        {
            return found;
        }

        foreach (var area in selection.Areas)
        {
            foreach (var combination in selection.Combinations)
            {
                var series = selection.Slice.Series(area.Position, combination);
                if (statuses.Slice(series.Start, series.Length).IndexOfAny(Moved) >= 0 && selection.Periods.Any(p => p.Index >= 0 && IsMoved(series.Cell(p.Index))))
                {
                    found.Add(labels.IdOf(area.Number));
                    break;
                }
            }
        }

        return found;
    }

    private bool IsMoved(int cell) => cell >= 0 && Moved.Contains(selection.Slice.Statuses[cell]);

    /// <summary>The changes by which a municipality came to what it is; of an aggregate those of its members.</summary>
    private IEnumerable<AreaChange> Origins(string area)
    {
        var own = areas.MembersOf(area, query.Publication.CurrentDivision).Append(area).ToHashSet(StringComparer.Ordinal);
        return areas.Changes.Where(c => !c.IsNegligible(areas.LeastTransfer) && (own.Contains(c.To) || own.Contains(c.From)) && c.Date > selection.Periods[0].Period.FirstDay);
    }

    /// <summary>
    /// Asked aggregates, not the country, that since the first asked period got or lost members which still exist; where each period has its own members,
    /// also those whose members were others then because municipalities have merged.
    /// </summary>
    private IEnumerable<(string Parent, List<(string Child, DateOnly Day, bool Joined)> Moves)> Memberships()
    {
        foreach (var id in selection.Areas.Select(area => labels.IdOf(area.Number)).Where(id => areas.TryById(id, out var area) && area.Level is AreaLevel.Region or AreaLevel.Network))
        {
            var moves = areas.Memberships.Where(m => m.Parent == id && areas.TryById(m.Child, out var child) && child.ValidTo is null)
                .SelectMany(m => new[] { (m.Child, Day: m.ValidFrom, Joined: true), (m.Child, Day: m.ValidTo ?? DateOnly.MinValue, Joined: false) })
                .Where(move => move.Day > DateOnly.MinValue && IsSinceAsked(move.Day)).Distinct().ToList();
            if (moves.Count > 0 || Then(id).Any())
            {
                yield return (id, moves);
            }
        }
    }

    /// <summary>Where each period has its own members: those of the first asked period, and of the last where they are others; nothing where they are today's.</summary>
    private IEnumerable<(Period Period, IReadOnlyList<string> Members)> Then(string parent)
    {
        if (query.Division.Membership == DivisionQuery.CurrentMembers || selection.Periods.Length == 0)
        {
            return [];
        }

        var asked = new[] { selection.Periods[0].Period, selection.Periods[^1].Period }.Select(period => (Period: period, Members: MunicipalitiesOf(parent, period.FirstDay))).ToList();
        var today = MunicipalitiesOf(parent, query.Publication.CurrentDivision);
        return asked.TrueForAll(then => then.Members.SequenceEqual(today)) ? [] : asked.DistinctBy(then => string.Join(',', then.Members));
    }

    private IReadOnlyList<string> MunicipalitiesOf(string parent, DateOnly day) =>
        [.. areas.MembersOf(parent, day).Where(id => areas.TryById(id, out var area) && area.Level == AreaLevel.Municipality).Order(StringComparer.Ordinal)];

    private bool IsSinceAsked(DateOnly day) =>
        selection.Periods.Length > 0 && day > selection.Periods[0].Period.FirstDay && day <= query.Publication.CurrentDivision;

    private bool Spans(DateOnly day) => PeriodQuery.Spans(selection.Periods, day);

    private bool Asked(string area) => query.Areas.Concerns(area, labels);

    private string Sentence(string language) => (language, query.Division.Label) switch
    {
        ("sv", "current") => $"Talen har räknats om till kommunindelningen {Day(query.Publication.CurrentDivision, language)}",
        ("sv", _) => "Talen har räknats om till den begärda kommunindelningen",
        ("en", "current") => $"Figures are recalculated to the municipal division of {Day(query.Publication.CurrentDivision, language)}",
        ("en", _) => "Figures are recalculated to the municipal division asked for",
        (_, "current") => $"Luvut on laskettu {Day(query.Publication.CurrentDivision, language)} kuntajakoon",
        _ => "Luvut on laskettu pyydettyyn kuntajakoon",
    };

    private string Membership(string language) => (language, query.Division.Membership) switch
    {
        ("sv", DivisionQuery.CurrentMembers) => "talen är räknade med dagens medlemmar för alla perioder;",
        ("sv", _) => "talen är räknade med varje periods medlemmar;",
        ("en", DivisionQuery.CurrentMembers) => "figures have today’s members in all periods;",
        ("en", _) => "figures have the members of each period;",
        (_, DivisionQuery.CurrentMembers) => "luvut on laskettu nykyisistä jäsenistä koko aikasarjassa;",
        _ => "luvut on laskettu kunkin ajankohdan jäsenistä;",
    };

    private string Words(AreaChange change, string language)
    {
        var (from, to, year) = (Name(change.From, language), Name(change.To, language), change.Date.Year.ToString(CultureInfo.InvariantCulture));
        return (language, change.Weight < 1) switch
        {
            ("sv", false) => $"{from} gick samman med {to} {year}",
            ("sv", true) => $"en del av {from} flyttades till {to} {year}",
            ("en", false) => $"{from} merged into {to} in {year}",
            ("en", true) => $"a part of {from} moved to {to} in {year}",
            (_, false) => $"{from} → {to} {year}",
            _ => $"{from} → {to} {year} (osa kunnasta)",
        };
    }

    private string Words((string Child, DateOnly Day, bool Joined) move, string language)
    {
        var (name, day) = (Name(move.Child, language), Day(move.Day, language));
        return (language, move.Joined) switch
        {
            ("sv", true) => $"{name} hör till området från {day}",
            ("sv", false) => $"{name} hörde till området före {day}",
            ("en", true) => $"{name} belongs to it since {day}",
            ("en", false) => $"{name} belonged to it before {day}",
            (_, true) => $"{name} on kuulunut alueeseen {day} alkaen",
            _ => $"{name} kuului alueeseen ennen päivää {day}",
        };
    }

    private string Words((Period Period, IReadOnlyList<string> Members) then, string language)
    {
        var names = string.Join(", ", then.Members.Take(MostMembers).Select(id => Name(id, language))) + (then.Members.Count > MostMembers ? " …" : "");
        var count = then.Members.Count.ToString(CultureInfo.InvariantCulture);
        return language switch
        {
            "sv" => $"medlemmar {then.Period}: {count} ({names})",
            "en" => $"members in {then.Period}: {count} ({names})",
            _ => $"jäseniä {then.Period}: {count} ({names})",
        };
    }

    private string Small(AreaChange change, string language)
    {
        var (from, to, day) = (Name(change.From, language), Name(change.To, language), Day(change.Date, language));
        return language switch
        {
            "sv" => $"En mycket liten del av {from} flyttades till {to} den {day}; talen har inte räknats om.",
            "en" => $"A very small part of {from} moved to {to} on {day}; figures are not recalculated.",
            _ => $"Hyvin pieni osa kunnasta siirtyi toiseen {day} ({from} → {to}); lukuja ei ole laskettu uudelleen.",
        };
    }

    private static Dictionary<string, string> Text(Func<string, string> words) => Languages.All.ToDictionary(language => language, words, StringComparer.Ordinal);

    private static string List<T>(IEnumerable<T> items, Func<T, string> words)
    {
        var all = items.Distinct().Select(words).ToList();
        return string.Join(", ", all.Take(MostAreas)) + (all.Count > MostAreas ? " …" : "");
    }

    private string Name(string area, string language) => areas.TryById(area, out var known) ? known.Name(language) : area;

    private static string Day(DateOnly day, string language) => language == "en"
        ? day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)
        : day.ToString("d.M.yyyy", CultureInfo.InvariantCulture);
}
