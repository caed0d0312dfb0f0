using System.Globalization;
using Insight.Api.Problems;
using Insight.Warehouse.Periods;

namespace Insight.Api.Facades.Sdmx;

/// <summary>
/// A condition on a component as <c>c[…]</c> writes it: alternatives parted by commas, each of terms that hold together joined by +; a term is an
/// operator (eq, ne, lt, le, gt, ge, co, nc, sw, ew) and a value.
/// </summary>
internal sealed class SdmxCondition
{
    private static readonly string[] Operators = ["eq", "ne", "lt", "le", "gt", "ge", "co", "nc", "sw", "ew"];

    private readonly Term[][] alternatives;

    private SdmxCondition(string component, Term[][] alternatives) => (Component, this.alternatives) = (component, alternatives);

    /// <summary>Id of the component.</summary>
    public string Component { get; }

    /// <summary>The codes that it names by eq.</summary>
    public IEnumerable<string> Named => alternatives.SelectMany(terms => terms).Where(term => term.Operator == "eq").Select(term => term.Value);

    /// <summary>Reads a condition; a plus may have become a space on its way.</summary>
    /// <exception cref="ProblemException">400: it cannot be read, or nothing can fulfil it.</exception>
    public static SdmxCondition Parse(string component, string text)
    {
        var alternatives = text.Split(',').Select(alternative => alternative.Split((char[])['+', ' '], StringSplitOptions.RemoveEmptyEntries).Select(term => Term.Parse(component, term)).ToArray()).ToArray();
        return Array.Find(alternatives, Excludes) is null
            ? new SdmxCondition(component.ToUpperInvariant(), alternatives)
            : throw BadRequest.Contradictory($"c[{component}]", text, $"Nothing is '{BadRequest.Cut(text)}': its terms exclude each other; turn them round, or part alternatives by commas.");
    }

    /// <summary>Whether terms that must hold together never do: a lower bound above the upper one, or two codes at once.</summary>
    private static bool Excludes(Term[] terms) =>
        terms.Length > 1 && (terms.Max(t => t.Least) > terms.Min(t => t.Greatest) || terms.Where(t => t.Operator == "eq").Select(t => t.Value).Distinct().Count() > 1);

    /// <summary>Whether a code or text fulfils it.</summary>
    public bool Holds(string value) => Array.Exists(alternatives, terms => Array.TrueForAll(terms, term => term.Holds(value)));

    /// <summary>Whether a number fulfils it; none does where there is no number.</summary>
    public bool Holds(double value) => !double.IsNaN(value) && Array.Exists(alternatives, terms => Array.TrueForAll(terms, term => term.Holds(value)));

    /// <summary>Whether a period fulfils it: ge:2015 is what begins in 2015 or later, le:2018 what ends in 2018 or before.</summary>
    public bool Holds(Period value) => Array.Exists(alternatives, terms => Array.TrueForAll(terms, term => term.Holds(value)));

    private sealed record Term(string Operator, string Value, double Number, DateOnly First, DateOnly Last)
    {
        public static Term Parse(string component, string text)
        {
            var (name, value) = text.Length > 3 && text[2] == ':' && Operators.Contains(text[..2]) ? (text[..2], text[3..]) : ("eq", text);
            var number = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? parsed : double.NaN;
            if (component.Equals(SdmxFlow.ObsValue, StringComparison.OrdinalIgnoreCase) && double.IsNaN(number))
            {
                throw Bad(component, text, "is not a number; write for example ge:10.5");
            }

            var isPeriod = component.Equals(SdmxFlow.TimePeriod, StringComparison.OrdinalIgnoreCase);
            var (first, last) = isPeriod ? Days(component, value) : default;
            return new Term(name, value, number, first, last)
            {
                Least = name is "eq" or "ge" ? (isPeriod ? first.DayNumber : number) : name is "gt" ? (isPeriod ? last.DayNumber + 1 : Math.BitIncrement(number)) : double.NegativeInfinity,
                Greatest = name is "eq" or "le" ? (isPeriod ? last.DayNumber : number) : name is "lt" ? (isPeriod ? first.DayNumber - 1 : Math.BitDecrement(number)) : double.PositiveInfinity,
            };
        }

        /// <summary>No number or day below it fulfils the term; NaN, which is neither below nor above anything, for texts.</summary>
        public double Least { get; private init; }

        /// <summary>No number or day above it fulfils the term.</summary>
        public double Greatest { get; private init; }

        public bool Holds(string value) => Operator switch
        {
            "eq" => value == Value,
            "ne" => value != Value,
            "co" => value.Contains(Value, StringComparison.Ordinal),
            "nc" => !value.Contains(Value, StringComparison.Ordinal),
            "sw" => value.StartsWith(Value, StringComparison.Ordinal),
            "ew" => value.EndsWith(Value, StringComparison.Ordinal),
            _ => Compares(string.CompareOrdinal(value, Value)),
        };

        public bool Holds(double value) => Operator switch
        {
            "eq" => value.Equals(Number),
            "ne" => !value.Equals(Number),
            "lt" or "le" or "gt" or "ge" => Compares(value.CompareTo(Number)),
            _ => Holds(value.ToString("R", CultureInfo.InvariantCulture)),
        };

        public bool Holds(Period value) => Operator switch
        {
            "eq" => value.FirstDay == First && value.LastDay == Last,
            "ne" => value.FirstDay != First || value.LastDay != Last,
            "ge" => value.FirstDay >= First,
            "gt" => value.FirstDay > Last,
            "le" => value.LastDay <= Last,
            "lt" => value.LastDay < First,
            _ => Holds(value.ToString()),
        };

        private bool Compares(int order) => Operator switch { "lt" => order < 0, "le" => order <= 0, "gt" => order > 0, _ => order >= 0 };

        private static (DateOnly First, DateOnly Last) Days(string component, string value) =>
            Period.TryParse(value, out var period) ? (period.FirstDay, period.LastDay)
            : DateOnly.TryParseExact(value.Length > 10 ? value[..10] : value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? (day, day)
            : throw Bad(component, value, "is not a period; write a year 2018, a quarter 2018-Q4, a month 2018-12 or a day");

        private static ProblemException Bad(string component, string text, string why) =>
            BadRequest.Parameter($"c[{component}]", text, $"'{BadRequest.Cut(text)}' {why}.");
    }
}
