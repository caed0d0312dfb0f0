using FsCheck;
using FsCheck.Fluent;
using Insight.Warehouse.Periods;

namespace Insight.Warehouse.Tests.Periods;

public sealed class PeriodPropertyTests
{
    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(500).WithQuietOnSuccess(true);

    private static readonly Gen<Period> Any =
        from year in Gen.Choose(1500, 2999)
        from part in Gen.Choose(0, 16)
        select part switch
        {
            0 => Period.Year(year),
            <= 4 => Period.Quarter(year, part),
            _ => Period.Month(year, part - 4),
        };

    /// <summary>Two periods of one frequency within reach of each other.</summary>
    private static readonly Gen<(Period, Period)> Pairs =
        from period in Any
        from steps in Gen.Choose(-40, 40)
        where (period.CalendarYear is > 1545 and < 2950)
        select (period, period.Plus(steps));

    [Test]
    public void What_is_written_is_read_back() => Holds(Any, p => Period.Parse(p.ToString()) == p);

    [Test]
    public void Any_text_is_a_period_that_can_be_written_or_is_refused() => Holds(
        ArbMap.Default.GeneratorFor<string?>().Or(Gen.Elements("0123456789-QM".ToCharArray()).ArrayOf().Select(c => (string?)new string(c))),
        text => !Period.TryParse(text, out var period) || Period.Parse(period.ToString()) == period);

    [Test]
    public void Going_on_and_back_ends_where_it_began() => Holds(Pairs, pair =>
        pair.Item1.Plus(pair.Item1.Until(pair.Item2)) == pair.Item2 && pair.Item1.Until(pair.Item2) == -pair.Item2.Until(pair.Item1));

    [Test]
    public void The_text_of_periods_of_one_frequency_sorts_as_they_do() => Holds(Pairs, pair =>
        Math.Sign(string.CompareOrdinal(pair.Item1.ToString(), pair.Item2.ToString())) == Math.Sign(pair.Item1.CompareTo(pair.Item2)));

    [Test]
    public void One_period_begins_on_the_day_after_the_one_before_it() => Holds(Any, p =>
        p.LastDay == new DateOnly(2999, 12, 31) || p.LastDay.AddDays(1) == p.Plus(1).FirstDay);

    [Test]
    public void A_period_contains_its_own_days_and_no_other() => Holds(Any, p =>
        Period.Containing(p.FirstDay, p.Frequency) == p
        && Period.Containing(p.LastDay, p.Frequency) == p
        && (p.FirstDay == new DateOnly(1500, 1, 1) || Period.Containing(p.FirstDay.AddDays(-1), p.Frequency) == p.Plus(-1)));

    [Test]
    public void Each_two_periods_are_equal_or_one_comes_first() => Holds(
        Any.Two(),
        pair => pair.Item1 == pair.Item2
            ? pair.Item1.CompareTo(pair.Item2) == 0 && pair.Item1.GetHashCode() == pair.Item2.GetHashCode()
            : pair.Item1 < pair.Item2 ^ pair.Item2 < pair.Item1);

    [Test]
    public void Order_is_transitive() => Holds(
        Any.Three(),
        three => !(three.Item1 <= three.Item2 && three.Item2 <= three.Item3) || three.Item1 <= three.Item3);

    private static void Holds<T>(Gen<T> cases, Func<T, bool> property) => Prop.ForAll(cases.ToArbitrary(), property).Check(Often);
}
