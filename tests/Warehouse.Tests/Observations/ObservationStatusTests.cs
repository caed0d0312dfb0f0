using Insight.Warehouse.Observations;

namespace Insight.Warehouse.Tests.Observations;

public sealed class ObservationStatusTests
{
    [Test]
    public void Each_status_is_found_by_its_code() =>
        Assert.That(ObservationStatus.All.Select(s => ObservationStatus.FromCode(s.Code)), Is.EqualTo(ObservationStatus.All));

    [TestCase(null)]
    [TestCase("")]
    public void No_code_is_a_number_without_reservations(string? code) => Assert.That(ObservationStatus.FromCode(code), Is.SameAs(ObservationStatus.Normal));

    [Test]
    public void An_unknown_code_is_refused_with_the_known_ones() => Assert.That(
        () => ObservationStatus.FromCode("lost"), Throws.TypeOf<FormatException>().With.Message.StartsWith("'lost' is not an observation status; known are recalculated, not-significant, provisional,"));

    [Test]
    public void Codes_and_severities_are_unique_and_a_missing_figure_outweighs_each_reservation()
    {
        Assert.That(ObservationStatus.All.Select(s => s.Code), Is.Unique);
        Assert.That(ObservationStatus.All.Select(s => s.Severity), Is.Unique.And.Ordered);
        Assert.That(ObservationStatus.All.OrderBy(s => s.Severity).Select(s => s.IsMissing), Is.Ordered);
        Assert.That(ObservationStatus.All.Where(s => s.Code.Any(c => !char.IsAsciiLetterLower(c) && c != '-')), Is.Empty);
    }
}
