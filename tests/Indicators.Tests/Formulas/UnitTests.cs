using Insight.Indicators.Formulas;

namespace Insight.Indicators.Tests.Formulas;

public sealed class UnitTests
{
    [TestCase("persons")]
    [TestCase("percent")]
    [TestCase("t/persons")]
    [TestCase("vacancies/100-persons")]
    [TestCase("days/person-years")]
    public void Words_and_quotients_are_units(string id) => Assert.That(Unit.TryParse(id, out _));

    [TestCase("")]
    [TestCase("people")]
    [TestCase("t/")]
    [TestCase("/persons")]
    [TestCase("percent/persons")]
    [TestCase("t/percent")]
    [TestCase("t/0-persons")]
    [TestCase("t/99999999999-persons")]
    [TestCase("t/persons/days")]
    public void Anything_else_is_none(string id) => Assert.That(Unit.TryParse(id, out _), Is.False);

    [TestCase("kt", "t", 1000)]
    [TestCase("kt/persons", "kg/persons", 1_000_000)]
    [TestCase("million-km/persons", "km/persons", 1_000_000)]
    [TestCase("persons/1000-persons", "percent", 0.1)]
    [TestCase("vacancies/persons", "vacancies/100-persons", 100)]
    public void A_factor_leads_from_one_to_another_of_its_kind(string from, string to, double factor)
    {
        Unit.TryParse(from, out var one);
        Unit.TryParse(to, out var other);
        Assert.That(one!.FactorTo(other!), Is.EqualTo(factor).Within(1e-9 * factor));
    }

    [Test]
    public void Nothing_leads_from_one_kind_to_another()
    {
        Unit.TryParse("kt/persons", out var one);
        Unit.TryParse("kt/GWh", out var other);
        Assert.That(one!.FactorTo(other!), Is.Null);
    }

    [Test]
    public void Amounts_are_no_rates_and_rates_are() =>
        Assert.That(
            new[] { "kt", "persons", "percent", "t/persons" }.Select(id => Unit.TryParse(id, out var unit) && unit.IsRate),
            Is.EqualTo(new[] { false, false, true, true }));
}
