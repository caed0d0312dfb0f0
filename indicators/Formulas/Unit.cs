using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Insight.Indicators.Formulas;

/// <summary>
/// A unit: so much of one kind of thing, per so much of another where it is a rate. kt is 1,000,000 of mass; percent is 1 per 100 of no
/// kind; MWh/persons is 1,000 of energy per 1 of persons. Units of one kind and size may be added; the size of a quotient tells the
/// multiplier that a formula needs.
/// </summary>
/// <param name="Id">As written: an atom (persons, kt, percent …), or two with a slash, the second with a count before it if need be: persons/1000-persons.</param>
/// <param name="Kind">Of what: persons, mass, energy …; empty for a pure number.</param>
/// <param name="Size">How many base units (kg, kWh, km) one is.</param>
/// <param name="PerKind">Per what; empty when per nothing or per the same kind.</param>
/// <param name="PerSize">How many base units of that; 100 for percent; 1 when it is no rate.</param>
public sealed record Unit(string Id, string Kind, double Size, string PerKind, double PerSize)
{
    private static readonly Dictionary<string, Unit> Atoms = new[]
    {
        Atom("persons", "persons"), Atom("days", "days"), Atom("hours", "hours"), Atom("person-years", "person-years"), Atom("spells", "spells"),
        Atom("vacancies", "vacancies"), Atom("items", "items"), Atom("points", "points"), Atom("scores", "scores"), Atom("index", "index"), Atom("EUR", "money"),
        Atom("g", "mass", 1e-3), Atom("kg", "mass"), Atom("t", "mass", 1e3), Atom("kt", "mass", 1e6),
        Atom("kWh", "energy"), Atom("MWh", "energy", 1e3), Atom("GWh", "energy", 1e6), Atom("km", "length"), Atom("million-km", "length", 1e6),
        Atom("m2", "area"), Atom("km2", "area", 1e6), Atom("minutes", "hours", 1.0 / 60),
        new Unit("percent", "", 1, "", 100), new Unit("percentage-points", "", 1, "", 100), new Unit("per-1000", "", 1, "", 1000),
    }.ToDictionary(unit => unit.Id, StringComparer.Ordinal);

    /// <summary>A pure number.</summary>
    internal static readonly Unit One = new("1", "", 1, "", 1);

    /// <summary>The unit of an index.</summary>
    internal static readonly Unit Index = Atoms["index"];

    /// <summary>The units of one word, from which the others are made.</summary>
    public static IReadOnlyCollection<string> Words => Atoms.Keys;

    /// <summary>Whether it is a quotient, so that values of areas may not be added.</summary>
    public bool IsRate => PerKind.Length > 0 || PerSize != 1;

    /// <summary>Whether amounts in the two units may be added.</summary>
    public bool SameAs(Unit other) => Kind == other.Kind && PerKind == other.PerKind && Near(Size / PerSize, other.Size / other.PerSize);

    /// <summary>The unit with an id: a word, or word/word, or word/1000-word.</summary>
    public static bool TryParse(string id, [NotNullWhen(true)] out Unit? unit)
    {
        var slash = id.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            return Atoms.TryGetValue(id, out unit);
        }

        unit = Atoms.TryGetValue(id[..slash], out var amount) && TryCounted(id[(slash + 1)..], out var per) && !amount.IsRate && !per.IsRate
            ? Quotient(id, amount, per)
            : null;
        return unit is not null;
    }

    /// <summary>The unit of an amount divided by another; equal kinds cancel out.</summary>
    public static Unit Quotient(string id, Unit amount, Unit per) => amount.Kind == per.Kind
        ? new Unit(id, "", amount.Size, "", per.Size)
        : new Unit(id, amount.Kind, amount.Size, per.Kind, per.Size);

    /// <summary>
    /// By what a number in this unit must be multiplied to be one in another unit of the same kind (kt/persons to t/persons: 1000); null
    /// when the kinds differ.
    /// </summary>
    public double? FactorTo(Unit other) => Kind == other.Kind && PerKind == other.PerKind ? Size / PerSize / (other.Size / other.PerSize) : null;

    /// <summary>Whether two factors are equal but for rounding.</summary>
    public static bool Near(double left, double right) => Math.Abs(left - right) <= 1e-9 * Math.Max(Math.Abs(left), Math.Abs(right));

    /// <inheritdoc/>
    public override string ToString() => Id;

    private static bool TryCounted(string text, [NotNullWhen(true)] out Unit? unit)
    {
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        if (digits == 0)
        {
            return Atoms.TryGetValue(text, out unit);
        }

        unit = digits < 10 && digits + 1 < text.Length && text[digits] == '-' && text[0] != '0' && Atoms.TryGetValue(text[(digits + 1)..], out var word)
            ? word with { Id = text, Size = word.Size * int.Parse(text[..digits], CultureInfo.InvariantCulture) }
            : null;
        return unit is not null;
    }

    private static Unit Atom(string id, string kind, double size = 1) => new(id, kind, size, "", 1);
}
