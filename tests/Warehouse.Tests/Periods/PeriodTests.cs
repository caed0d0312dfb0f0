using Insight.Warehouse.Periods;

namespace Insight.Warehouse.Tests.Periods;

public sealed class PeriodTests
{
    [TestCase("2025", Frequency.Annual, "2025")]
    [TestCase("1990", Frequency.Annual, "1990")]
    [TestCase("2025-Q1", Frequency.Quarterly, "2025-Q1")]
    [TestCase("2025Q4", Frequency.Quarterly, "2025-Q4")]
    [TestCase("2025-01", Frequency.Monthly, "2025-01")]
    [TestCase("2025-12", Frequency.Monthly, "2025-12")]
    [TestCase("2025-M03", Frequency.Monthly, "2025-03")]
    [TestCase("2025M03", Frequency.Monthly, "2025-03")]
    public void Text_is_read_in_the_forms_of_the_sources_and_written_in_one(string text, Frequency frequency, string written)
    {
        var period = Period.Parse(text);
        Assert.That((period.Frequency, period.ToString()), Is.EqualTo((frequency, written)));
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("25")]
    [TestCase("202")]
    [TestCase("20255")]
    [TestCase(" 2025")]
    [TestCase("2025 ")]
    [TestCase("-2025")]
    [TestCase("1499", Description = "before the first year")]
    [TestCase("3000", Description = "after the last year")]
    [TestCase("0000")]
    [TestCase("2025-")]
    [TestCase("2025-Q")]
    [TestCase("2025-Q0")]
    [TestCase("2025-Q5")]
    [TestCase("2025-Q11")]
    [TestCase("2025-q1")]
    [TestCase("2025--Q1")]
    [TestCase("2025-1")]
    [TestCase("2025-00")]
    [TestCase("2025-13")]
    [TestCase("2025-001")]
    [TestCase("202501")]
    [TestCase("2025M13")]
    [TestCase("2025M1")]
    [TestCase("2025-01-01")]
    [TestCase("2025/01")]
    [TestCase("2025-W01")]
    [TestCase("２０２５", Description = "full-width digits")]
    [TestCase("20²5")]
    [TestCase("2025-٠١", Description = "Arabic-Indic digits")]
    [TestCase("2025..2026")]
    public void What_is_no_period_is_refused_with_the_text_and_the_accepted_forms(string text)
    {
        Assert.That(Period.TryParse(text, out var period), Is.False);
        Assert.That(period, Is.EqualTo(default(Period)));
        Assert.That(() => Period.Parse(text), Throws.TypeOf<FormatException>().With.Message.Contains($"'{text}' is not a period; write a year 2025"));
    }

    [TestCase("2024", "2024-01-01", "2024-12-31")]
    [TestCase("2024-Q1", "2024-01-01", "2024-03-31")]
    [TestCase("2024-Q4", "2024-10-01", "2024-12-31")]
    [TestCase("2024-02", "2024-02-01", "2024-02-29")]
    [TestCase("2023-02", "2023-02-01", "2023-02-28")]
    [TestCase("2023-12", "2023-12-01", "2023-12-31")]
    [TestCase("2999", "2999-01-01", "2999-12-31")]
    [TestCase("2999-Q4", "2999-10-01", "2999-12-31")]
    [TestCase("2999-12", "2999-12-01", "2999-12-31")]
    [TestCase("1500", "1500-01-01", "1500-12-31")]
    public void A_period_has_a_first_and_a_last_day(string text, string first, string last)
    {
        var period = Period.Parse(text);
        Assert.That(($"{period.FirstDay:yyyy-MM-dd}", $"{period.LastDay:yyyy-MM-dd}"), Is.EqualTo((first, last)));
    }

    [TestCase("2018-12", 1, "2019-01")]
    [TestCase("2019-01", -1, "2018-12")]
    [TestCase("2018-12", -35, "2016-01")]
    [TestCase("2018-Q3", 2, "2019-Q1")]
    [TestCase("2018", -13, "2005")]
    [TestCase("2018", 0, "2018")]
    public void Periods_are_counted_on_over_the_years_end(string from, int count, string to)
    {
        Assert.That(Period.Parse(from).Plus(count), Is.EqualTo(Period.Parse(to)));
        Assert.That(Period.Parse(from).Until(Period.Parse(to)), Is.EqualTo(count));
    }

    [Test]
    public void The_calendar_ends_at_its_first_and_last_year()
    {
        Assert.That(() => Period.Parse("2999-12").Plus(1), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("A year lies between 1500 and 2999."));
        Assert.That(() => Period.Parse("1500-01").Plus(-1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => Period.Parse("2025-01").Plus(int.MaxValue), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => Period.Parse("2025-01").Plus(int.MinValue), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => Period.Year(1499), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => Period.Quarter(2025, 5), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("A quarter is 1, 2, 3 or 4."));
        Assert.That(() => Period.Month(2025, 0), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("A month is 1 to 12."));
    }

    [Test]
    public void Distances_between_unlike_periods_are_refused() => Assert.That(
        () => Period.Parse("2025").Until(Period.Parse("2025-01")),
        Throws.ArgumentException.With.Message.Contains("'2025' and '2025-01' are not of one frequency"));

    [Test]
    public void Periods_are_ordered_by_their_first_day_and_the_longer_one_first()
    {
        string[] ordered = ["2024-12", "2025", "2025-Q1", "2025-01", "2025-02", "2025-Q2", "2025-04", "2026"];
        var shuffled = ordered.Reverse().Select(Period.Parse).Order();
        Assert.That(shuffled.Select(p => p.ToString()), Is.EqualTo(ordered));
        Assert.That(Period.Parse("2025-01") < Period.Parse("2025-02"));
        Assert.That(Period.Parse("2025-02") >= Period.Parse("2025-02"));
    }

    [TestCase("2018-05-17", Frequency.Annual, "2018")]
    [TestCase("2018-05-17", Frequency.Quarterly, "2018-Q2")]
    [TestCase("2018-05-17", Frequency.Monthly, "2018-05")]
    [TestCase("2018-12-31", Frequency.Quarterly, "2018-Q4")]
    public void A_day_lies_in_a_period_of_each_frequency(string day, Frequency frequency, string period) =>
        Assert.That(Period.Containing(DateOnly.ParseExact(day, "yyyy-MM-dd"), frequency).ToString(), Is.EqualTo(period));

    [Test]
    public void Months_and_quarters_know_their_year()
    {
        var month = Period.Parse("2018-11");
        Assert.That((month.CalendarYear, month.PositionInYear, month.ToYear()), Is.EqualTo((2018, 11, Period.Year(2018))));
        Assert.That((Period.Year(2018).PositionInYear, Period.Quarter(2018, 3).PositionInYear), Is.EqualTo((1, 3)));
    }
}
