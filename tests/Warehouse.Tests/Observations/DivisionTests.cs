using Insight.Warehouse.Observations;

namespace Insight.Warehouse.Tests.Observations;

public sealed class DivisionTests
{
    private static readonly DateOnly Current = new(2026, 1, 1);

    [TestCase("as-was", "as-was")]
    [TestCase("2015-01-01", "2015-01-01")]
    [TestCase("current", "2026-01-01")]
    public void A_division_is_a_date_or_that_of_each_period(string text, string written) => Assert.That(Division.Parse(text, Current).ToString(), Is.EqualTo(written));

    [TestCase("")]
    [TestCase("2015")]
    [TestCase("1.1.2015")]
    [TestCase("2015-02-30")]
    [TestCase("As-Was")]
    public void Other_texts_are_refused(string text) => Assert.That(
        () => Division.Parse(text, Current), Throws.TypeOf<FormatException>().With.Message.EqualTo($"'{text}' is not a municipal division; write current, as-was or a date such as 2015-01-01."));

    [Test]
    [SetCulture("th-TH")]
    public void The_calendar_of_the_machine_does_not_matter() => Assert.That(Division.Parse("2015-01-01", Current).FixedTo, Is.EqualTo(new DateOnly(2015, 1, 1)));
}
