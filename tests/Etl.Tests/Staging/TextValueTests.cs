using Insight.Etl.Staging.TextFiles;

namespace Insight.Etl.Tests.Staging;

public sealed class TextValueTests
{
    [TestCase("12,5", 12.5)]
    [TestCase("-312,40", -312.40)]
    [TestCase("\u2212312,40", -312.40)]
    [TestCase("+7", 7)]
    [TestCase("1 234,5", 1234.5)]
    [TestCase("1\u00A0234\u00A0567", 1234567)]
    [TestCase("1\u202F234,00", 1234)]
    [TestCase("1'234'567,25", 1234567.25)]
    [TestCase("1\u2019234", 1234)]
    [TestCase(" 4,0 ", 4)]
    [TestCase("1,5e-04", 0.00015)]
    [TestCase("2E3", 2000)]
    [TestCase("1234567", 1234567)]
    public void A_number_with_a_decimal_comma_is_read(string text, double expected)
    {
        Assert.That(NumberText.TryParse(text, ',', out var value), Is.True);
        Assert.That(value, Is.EqualTo(expected).Within(1e-12));
    }

    [TestCase("12,3,4")]
    [TestCase("12.5")]
    [TestCase("12 34,5")]
    [TestCase("1234 567")]
    [TestCase("1 234 5")]
    [TestCase(" ")]
    [TestCase("-")]
    [TestCase(",5")]
    [TestCase("5,")]
    [TestCase("1,2 345")]
    [TestCase("NaN")]
    [TestCase("1e999")]
    [TestCase("1e")]
    [TestCase("--1")]
    [TestCase("1..2")]
    [TestCase("12345678901234567890123456789012345678901234567890123456789012345678901")]
    public void What_is_no_number_with_a_decimal_comma_is_refused(string text) =>
        Assert.That(NumberText.TryParse(text, ',', out _), Is.False);

    [TestCase("0.234903685431914", 0.234903685431914)]
    [TestCase("1e-04", 0.0001)]
    [TestCase("3543.548", 3543.548)]
    public void A_number_with_a_decimal_point_is_read(string text, double expected)
    {
        Assert.That(NumberText.TryParse(text, '.', out var value), Is.True);
        Assert.That(value, Is.EqualTo(expected));
    }

    [Test]
    public void A_decimal_comma_is_no_number_where_a_point_is_expected() => Assert.That(NumberText.TryParse("1,5", '.', out _), Is.False);

    [TestCase("02.01.2025")]
    [TestCase("2.1.2025")]
    [TestCase("2025-01-02")]
    public void Finnish_and_iso_dates_are_read(string text)
    {
        Assert.That(DateText.TryParse(text, out var day), Is.True);
        Assert.That(day, Is.EqualTo(new DateOnly(2025, 1, 2)));
    }

    [TestCase("29.02.2023")]
    [TestCase("31.04.2025")]
    [TestCase("2025/01/02")]
    [TestCase("01/02/2025")]
    [TestCase("02.01.25")]
    [TestCase("02.01.0205")]
    [TestCase("2025-1-2")]
    [TestCase("")]
    public void A_day_that_does_not_exist_or_may_be_misread_is_refused(string text) => Assert.That(DateText.TryParse(text, out _), Is.False);

    [TestCase("true", true)]
    [TestCase("TRUE", true)]
    [TestCase("1", true)]
    [TestCase("Kyllä", true)]
    [TestCase("On", true)]
    [TestCase("false", false)]
    [TestCase("0", false)]
    [TestCase("Ei", false)]
    public void Yes_and_no_are_read_in_all_spellings_of_the_producers(string text, bool expected)
    {
        Assert.That(BooleanText.TryParse(text, out var value), Is.True);
        Assert.That(value, Is.EqualTo(expected));
    }

    [Test]
    public void A_text_that_says_neither_yes_nor_no_is_refused() => Assert.That(BooleanText.TryParse("NA", out _), Is.False);
}
