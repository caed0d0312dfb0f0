using Insight.Indicators.Comparison;
using Insight.Indicators.Comparison.Decomposition;

namespace Insight.Indicators.Tests.Comparison;

/// <summary>What is answered to "why did it change?".</summary>
public sealed class ContributionTests
{
    [Test]
    public void Numerator_and_denominator_add_up_to_the_change()
    {
        var answer = ChangeDecomposition.Of(Question(Figures.Ratio(2020, 100, 1000, 100), Figures.Ratio(2021, 90, 1200, 100)));
        Assert.That(answer.Change, Is.EqualTo(-2.5).Within(1e-12));
        Assert.That(answer.FromNumerator, Is.EqualTo(100 * -10 * ((1 / 1000.0) + (1 / 1200.0)) / 2).Within(1e-12));
        Assert.That(answer.FromNumerator + answer.FromDenominator, Is.EqualTo(answer.Change).Within(1e-12));
    }

    [Test]
    public void Members_add_up_to_the_networks_change()
    {
        var answer = ChangeDecomposition.Of(Network(
            ("A", Figures.Ratio(2020, 3000, 200), Figures.Ratio(2021, 3300, 200)), ("B", Figures.Ratio(2020, 9000, 450), Figures.Ratio(2021, 8000, 400))));
        Assert.That(answer.Reason, Is.Null);
        Assert.That(answer.Members.Sum(member => member.Total), Is.EqualTo(answer.Change!.Value).Within(1e-12));
        Assert.That(answer.Members.Sum(member => member.FromNumerator), Is.EqualTo(answer.FromNumerator!.Value).Within(1e-12));
        Assert.That(answer.Members[0].Area, Is.EqualTo("A"), "the largest first");
    }

    [Test]
    public void A_member_that_grows_at_the_networks_rate_contributes_almost_nothing()
    {
        var answer = ChangeDecomposition.Of(Network(
            ("A", Figures.Ratio(2020, 10, 100), Figures.Ratio(2021, 20, 200)), ("B", Figures.Ratio(2020, 10, 100), Figures.Ratio(2021, 10, 100))));
        Assert.That(answer.Change, Is.EqualTo(0).Within(1e-12));
        Assert.That(answer.Members.Single(member => member.Area == "A").Total, Is.EqualTo(0).Within(1e-12));
    }

    [Test]
    public void Members_of_a_sum_contribute_their_own_change()
    {
        var (from, to) = (Figures.Years(2020, 30.0)[0], Figures.Years(2021, 27.0)[0]);
        var answer = ChangeDecomposition.Of(Question(from, to) with
        {
            Members = [new("A", Figures.Years(2020, 10.0)[0], Figures.Years(2021, 11.0)[0]), new("B", Figures.Years(2020, 20.0)[0], Figures.Years(2021, 16.0)[0])],
        });
        Assert.That(answer.Members.Select(member => (member.Area, member.Total)), Is.EqualTo(new[] { ("B", -4.0), ("A", 1.0) }));
        Assert.That(answer.FromDenominator, Is.EqualTo(0));
    }

    [Test]
    public void A_missing_member_refuses_all_and_is_named()
    {
        var question = Network(
            ("A", Figures.Ratio(2020, 3000, 200), SeriesPoint.Absent(Warehouse.Periods.Period.Year(2021))), ("B", Figures.Ratio(2020, 9000, 450), Figures.Ratio(2021, 8000, 400)));
        var answer = ChangeDecomposition.Of(question with { To = SeriesPoint.Absent(Warehouse.Periods.Period.Year(2021)) with { Status = "member-missing" } });
        Assert.That(answer.Reason, Is.EqualTo(ContributionReasons.MembersMissing));
        Assert.That(answer.Missing.Select(missing => (missing.Area, missing.Period.ToString(), missing.Status)), Is.EqualTo(new[] { ("A", "2021", "unknown") }));
        Assert.That(answer.Members, Is.Empty);
        Assert.That(answer.Change, Is.Null);
    }

    [Test]
    public void Refuses_over_a_break_without_components_and_where_members_are_not_the_parts()
    {
        var question = Question(Figures.Ratio(2020, 1, 2), Figures.Ratio(2021, 2, 3));
        Assert.That(ChangeDecomposition.Of(question with { IsOverBreak = true }).Reason, Is.EqualTo(ContributionReasons.SeriesBreak));
        var index = Figures.Years(2020, 100.0)[0] with { Numerator = null };
        Assert.That(ChangeDecomposition.Of(question with { From = index, HasComponents = false }).Reason, Is.EqualTo(ContributionReasons.NotDecomposable));
        var median = Figures.Ratio(2020, 14, 9) with { Value = 14 };
        Assert.That(ChangeDecomposition.Of(question with { From = median }).Reason, Is.EqualTo(ContributionReasons.NotDecomposable), "the denominator of a median is the number of cases");
        var other = Network(("A", Figures.Ratio(2020, 1, 2), Figures.Ratio(2021, 1, 2)), ("B", Figures.Ratio(2020, 1, 2), Figures.Ratio(2021, 1, 2)));
        Assert.That(ChangeDecomposition.Of(other with { From = Figures.Ratio(2020, 5, 9) }).Reason, Is.EqualTo(ContributionReasons.MembersDoNotAddUp));
    }

    internal static ContributionQuestion Question(SeriesPoint from, SeriesPoint to, double multiplier = 100) => new()
    {
        Indicator = Figures.Indicator(multiplier: multiplier),
        HasComponents = true,
        Area = "network:test",
        From = from,
        To = to,
    };

    internal static ContributionQuestion Network(params (string Area, SeriesPoint From, SeriesPoint To)[] members) =>
        Question(Sum(members.Select(member => member.From)), Sum(members.Select(member => member.To)), 1) with
        {
            Members = [.. members.Select(member => new MemberFigures(member.Area, member.From, member.To))],
        };

    private static SeriesPoint Sum(IEnumerable<SeriesPoint> points)
    {
        var list = points.ToList();
        return Figures.Ratio(list[0].Period.CalendarYear, list.Sum(point => point.Numerator ?? 0), list.Sum(point => point.Denominator ?? 0));
    }
}
