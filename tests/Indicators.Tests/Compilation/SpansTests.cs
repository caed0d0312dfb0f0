using Insight.Indicators.Compilation;

namespace Insight.Indicators.Tests.Compilation;

/// <summary>Rows of areas and members hold as long as nothing changes, however often something else does.</summary>
public sealed class SpansTests
{
    [Test]
    public void Rows_that_follow_one_another_become_one_and_others_stay()
    {
        (string Of, string From, string To)[] rows =
        [
            ("lahti", "", "2010"), ("lahti", "2010", "2016"), ("nastola", "", "2016"), ("lahti", "2016", "9999"), ("iitti", "", "2010"), ("iitti", "2021", "9999"),
        ];
        var joined = Spans.Joined(rows, row => (row.From, row.To), (row, from, to) => (row.Of, from, to));
        Assert.That(joined, Is.EqualTo(new[] { ("lahti", "", "9999"), ("nastola", "", "2016"), ("iitti", "", "2010"), ("iitti", "2021", "9999") }));
    }
}
