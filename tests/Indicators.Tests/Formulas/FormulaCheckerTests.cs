using Insight.Indicators.Formulas;

namespace Insight.Indicators.Tests.Formulas;

public sealed class FormulaCheckerTests
{
    private static readonly Dictionary<string, FormulaInput?> Inputs = new[]
    {
        Input("a", "persons"), Input("b", "persons"), Input("kt", "kt"), Input("gwh", "GWh"), Input("rate", "percent", additive: false), Input("cost", "EUR/1000-persons", additive: false),
    }.ToDictionary(input => input.Name, input => (FormulaInput?)input);

    [TestCase("sum(a)", "a*1")]
    [TestCase("sum(a + b)", "a*1 b*1")]
    [TestCase("sum(a − 2 × b ÷ 4)", "a*1 b*-0.5")]
    [TestCase("sum(-(a - b) * 3)", "a*-3 b*3")]
    [TestCase("sum(2 * (a + b) - a)", "a*1 b*2")]
    [TestCase("sum((1 + 2) * a / 0.5)", "a*6")]
    public void Arithmetic_becomes_inputs_with_coefficients(string text, string expected) => Assert.That(Terms(Checked(text).Numerator), Is.EqualTo(expected));

    [Test]
    public void A_share_is_a_ratio_in_per_cent()
    {
        var formula = Checked("share(a, a + b)");
        Assert.That((formula.Kind, formula.Multiplier, Terms(formula.Denominator!)), Is.EqualTo((FormulaKind.Ratio, 100.0, "a*1 b*1")));
    }

    [TestCase("per(kt, a, 1000)", "t/persons", 1000)]
    [TestCase("per(kt, gwh, 1000)", "g/kWh", 1000)]
    [TestCase("per(gwh, a, 1000)", "MWh/persons", 1000)]
    [TestCase("per(a, b, 1000)", "per-1000", 1000)]
    [TestCase("share(a, b)", "percent", 100)]
    public void The_unit_of_the_result_tells_the_multiplier(string text, string unit, double multiplier)
    {
        Unit.TryParse(unit, out var declared);
        Assert.That(Checked(text).Unit.FactorTo(declared!), Is.EqualTo(multiplier).Within(1e-9));
    }

    [TestCase("weighted(rate, a, 100)")]
    [TestCase("weighted(cost, a, 1000)")]
    public void The_multiplier_of_a_weighted_rate_is_that_of_its_unit(string text) => Assert.That(Checked(text).Kind, Is.EqualTo(FormulaKind.Weighted));

    [Test]
    public void An_error_says_where_it_is()
    {
        var errors = new List<FormulaError>();
        Assert.That(FormulaChecker.Check("share(a, c + kt)", FormulaScope.Of(Inputs), errors), Is.Null);
        Assert.That(errors.Select(error => (error.Code, error.Position)), Is.EqualTo(new[] { ("I202", 9) }));
    }

    [Test]
    public void Deep_nesting_is_refused_and_does_not_exhaust_the_stack()
    {
        foreach (var nested in new[] { new string('(', 900), new string('-', 900), "sum(" + string.Concat(Enumerable.Repeat("sum(", 200)) })
        {
            var errors = new List<FormulaError>();
            Assert.That(FormulaParser.Parse(nested, errors), Is.Null);
            Assert.That(errors.Single().Code, Is.EqualTo("I201"));
        }
    }

    private static CheckedFormula Checked(string text)
    {
        var errors = new List<FormulaError>();
        var result = FormulaChecker.Check(text, FormulaScope.Of(Inputs), errors);
        Assert.That(errors, Is.Empty);
        return result!;
    }

    private static FormulaInput Input(string name, string unit, bool additive = true) =>
        Unit.TryParse(unit, out var parsed) ? new(name, parsed, additive) : throw new ArgumentException($"'{unit}' is no unit.", nameof(unit));

    private static string Terms(LinearExpression expression) =>
        string.Join(' ', expression.Terms.Select(term => FormattableString.Invariant($"{term.Input}*{term.Coefficient}")));
}
