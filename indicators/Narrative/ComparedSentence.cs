using Insight.Indicators.Comparison;
using Insight.Indicators.Definitions;

namespace Insight.Indicators.Narrative;

/// <summary>Compared with whom: median and counts of better and worse; a rank only where the intervals leave one.</summary>
internal static class ComparedSentence
{
    private const int FewestMembers = 2;

    public static Sentence Write(Narration narration) => narration.Facts switch
    {
        { Change.Now.Value: null } => narration.Write(SentenceKind.Compared, "compared.none"),
        { Peers: { Quartiles: { } quartiles, Place: { } place } peers } => Position(narration, peers, quartiles, place),
        { Peers: { } peers } => narration.Write(SentenceKind.Compared, "compared.few", new Slots().With("peers", Set(narration, peers.Peers))),
        { Members.Count: >= FewestMembers } => Members(narration),
        _ => narration.Write(SentenceKind.Compared, "compared.none"),
    };

    private static Sentence Position(Narration narration, PeerPosition peers, Quartiles quartiles, int place)
    {
        var isNeutral = peers.Indicator.BetweenAreas == Direction.Neutral;
        return narration.Write(SentenceKind.Compared, peers.Rank is null ? "compared.position" : isNeutral ? "compared.order" : "compared.rank", new Slots()
            .With("peers", Set(narration, peers.Peers))
            .With("median", narration.Short(quartiles.Median, FigureKind.Median, peers.Area, peers.Period))
            .With("better", Count(narration, isNeutral ? "higher" : "better", peers.Better ?? 0, peers))
            .With("worse", Count(narration, isNeutral ? "lower" : "worse", peers.Worse ?? 0, peers))
            .With("place", [Number(narration, place, peers)])
            .With("count", [Number(narration, peers.Compared, peers)])
            .With("all", [Number(narration, Math.Max(peers.Members.Count, peers.Compared), peers)]));
    }

    private static IReadOnlyList<Piece> Count(Narration narration, string key, int count, PeerPosition peers) => narration.Fill(
        $"{key}.{count switch { 0 => "none", 1 => "one", _ => "many" }}", new Slots().With("n", [Number(narration, count, peers)]));

    private static Piece Number(Narration narration, int count, PeerPosition peers) => new(
        PieceKind.Number, narration.Language.Write(count, 0), new Figure(count, FigureKind.Count, peers.Area, peers.Period));

    private static IReadOnlyList<Piece> Set(Narration narration, PeerSet peers)
    {
        var area = narration.Facts.PeersArea;
        var forms = area is null ? null : PlaceWords.Of(area, narration.Language);
        return narration.Fill(KeyOf(peers.Kind, area is not null), new Slots()
            .With("area", PieceKind.Name, area?.Name(narration.Language.Id) ?? "")
            .With("of-area", PieceKind.Name, forms?.Genitive ?? "")
            .With("in-area", PieceKind.Name, forms?.In ?? "")
            .With("name-area", PieceKind.Name, forms?.Name ?? ""));
    }

    private static string KeyOf(PeerSetKind kind, bool isNamed) => kind switch
    {
        PeerSetKind.Network when isNamed => "peers.network",
        PeerSetKind.Region when isNamed => "peers.region",
        PeerSetKind.Grouping when isNamed => "peers.grouping",
        PeerSetKind.Country => "peers.country",
        PeerSetKind.SizeClass => "peers.size",
        PeerSetKind.Neighbours => "peers.neighbours",
        _ => "peers.chosen",
    };

    private static Sentence Members(Narration narration)
    {
        var period = narration.Facts.Change.Now.Period;
        var ordered = narration.Facts.Members.OrderByDescending(member => member.Value).ThenBy(member => member.Area.Id, StringComparer.Ordinal).ToList();
        return narration.Write(SentenceKind.Compared, "compared.members", Slots(ordered[0], "highest", Slots(ordered[^1], "lowest", new Slots())));

        Slots Slots(MemberFigure member, string slot, Slots slots)
        {
            var forms = PlaceWords.Of(member.Area, narration.Language);
            return slots.With("at-" + slot, PieceKind.Name, forms.In).With("name-" + slot, PieceKind.Name, forms.Name)
                .With(slot, narration.Short(member.Value, FigureKind.Value, member.Area.Id, period));
        }
    }
}
