using Insight.Warehouse.Periods;

namespace Insight.Indicators.Narrative;

/// <summary>One sentence with the numbers that it states.</summary>
/// <param name="Kind">Which question it answers.</param>
/// <param name="Text">The sentence.</param>
/// <param name="Numbers">Every number in it but those of periods, days and unit names, in the order of the text.</param>
/// <param name="Pieces">The text in its parts; together they are the text.</param>
public sealed record Sentence(SentenceKind Kind, string Text, IReadOnlyList<StatedNumber> Numbers, IReadOnlyList<Piece> Pieces);

/// <summary>The questions of a reader, in the order in which they are answered.</summary>
public enum SentenceKind
{
    /// <summary>What happened?</summary>
    Happened,

    /// <summary>Is it certain?</summary>
    Certainty,

    /// <summary>Compared with whom?</summary>
    Compared,

    /// <summary>What does it mean for the target?</summary>
    Target,

    /// <summary>Of what date are the data, and with what reservations?</summary>
    Data,
}

/// <summary>A number that a sentence states.</summary>
/// <param name="Start">Where it begins in the text, in UTF-16 code units.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Text">As it is written: 13,9.</param>
/// <param name="Figure">What it is.</param>
public sealed record StatedNumber(int Start, int Length, string Text, Figure Figure);

/// <summary>A number and what it is of, so that it can be followed back.</summary>
/// <param name="Value">The number, not rounded; a difference of two shown numbers is that of the shown ones.</param>
/// <param name="Kind">What kind of number it is.</param>
/// <param name="Area">Area id.</param>
/// <param name="Period">Its period; null where it belongs to none.</param>
/// <param name="From">Of differences: the earlier period; else null.</param>
public sealed record Figure(double Value, FigureKind Kind, string Area, Period? Period, Period? From = null);

/// <summary>Kinds of stated numbers; where each can be followed back to differs.</summary>
public enum FigureKind
{
    /// <summary>A published value.</summary>
    Value,

    /// <summary>A difference of two values, in the unit (percentage points for per cents).</summary>
    Difference,

    /// <summary>A difference in per cent of the earlier value.</summary>
    Relative,

    /// <summary>An end of the range of usual variation.</summary>
    Limit,

    /// <summary>A revision of an earlier value.</summary>
    Revision,

    /// <summary>Median of the compared areas.</summary>
    Median,

    /// <summary>Number of compared areas.</summary>
    Count,

    /// <summary>A target, or its path.</summary>
    Target,

    /// <summary>A change a year that is needed for a target, or that was observed.</summary>
    Pace,
}

/// <summary>A part of a sentence.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">How it is written.</param>
/// <param name="Figure">Of numbers: what they are.</param>
public sealed record Piece(PieceKind Kind, string Text, Figure? Figure = null);

/// <summary>What a part of a sentence is.</summary>
public enum PieceKind
{
    /// <summary>Words of ours.</summary>
    Words,

    /// <summary>A stated number.</summary>
    Number,

    /// <summary>Words of a unit; may hold digits: per 1,000 inhabitants.</summary>
    Unit,

    /// <summary>A period, a year or a day.</summary>
    Period,

    /// <summary>A name or a text of the catalogue: place, indicator, source, reason of a break.</summary>
    Name,
}
