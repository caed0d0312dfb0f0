using Insight.Indicators.Forecasting.Coherence;
using Insight.Indicators.Forecasting.Engine;

namespace Indicators.Tests.Forecasting;

/// <summary>Areas and the areas that they add up to.</summary>
public sealed class CoherenceTests
{
    private static readonly ForecastOptions Options = new() { Horizon = 4 };

    [Test]
    public void Components_of_an_aggregate_are_the_sums_of_its_members()
    {
        var panel = Panel(40);
        var forecast = PanelForecaster.Forecast(panel, Options).Areas.ToDictionary(a => a.Id);
        foreach (var aggregate in panel.Aggregates)
        {
            for (var h = 0; h < Options.Horizon; h++)
            {
                var numerator = aggregate.Members.Sum(m => forecast[m].Numerator[h]);
                var denominator = aggregate.Members.Sum(m => forecast[m].Denominator![h]);
                Assert.That(forecast[aggregate.Id].Numerator[h], Is.EqualTo(numerator).Within(1e-9 * numerator));
                Assert.That(forecast[aggregate.Id].Values[h], Is.EqualTo(100.0 * numerator / denominator).Within(1e-9 * 100.0));
            }
        }
    }

    [Test]
    public void Possible_futures_add_up_too()
    {
        var sums = Panel(40) with { Denominators = null };
        var forecast = PanelForecaster.Forecast(sums, Options).Areas.ToDictionary(a => a.Id);
        var whole = forecast["whole"];
        Assert.That(whole.Paths, Has.Count.GreaterThan(50));
        for (var k = 0; k < whole.Paths.Count; k++)
        {
            Assert.That(
                whole.Paths[k][3],
                Is.EqualTo(sums.Numerators.Sum(n => forecast[n.Id].Paths[k][3])).Within(1e-9 * whole.Paths[k][3]));
        }
    }

    [Test]
    public void The_chance_of_a_target_grows_as_it_comes_nearer()
    {
        var area = PanelForecaster.Forecast(Panel(40), Options).Areas[0];
        var chances = new[] { -10.0, 0.0, 10.0 }.Select(d => area.ChanceOf(area.Values[3] + d, 3, atMost: true)!.Value).ToArray();
        Assert.That(chances, Is.Ordered);
        Assert.That(chances[1], Is.EqualTo(0.5).Within(0.2));
    }

    [Test]
    public void A_missing_member_refuses_the_aggregate_and_names_it()
    {
        var panel = Panel(40);
        var numerators = panel.Numerators.ToArray();
        numerators[3] = numerators[3] with { Values = [double.NaN] };
        var whole = PanelForecaster.Forecast(panel with { Numerators = numerators }, Options).Areas.Single(a => a.Id == "whole");
        Assert.That(whole.Values, Is.Empty);
        Assert.That(whole.Reason, Is.EqualTo("no values to forecast from: area3"));
    }

    [Test]
    public void An_aggregate_of_unknown_areas_is_refused() =>
        Assert.That(() => PanelForecaster.Forecast(
            Panel(10) with { Aggregates = [new AggregateArea("x", "network", ["area77"])] },
            Options),
            Throws.ArgumentException.With.Message.Contains("area77"));

    private static AreaPanel Panel(int count)
    {
        var denominators = Samples.Walks(count, 14, seed: 3);
        var numerators = Samples.Walks(count, 14, seed: 4);
        return new AreaPanel(
            [.. numerators.Select((s, i) => new History($"area{i}", Array.ConvertAll(s.Values, v => v / 10.0), 1) { Group = s.Group, Lowest = 0.0 })],
            [.. denominators.Select((s, i) => new History($"area{i}", s.Values, 1) { Group = s.Group, Lowest = 0.0 })],
            100.0,
            [
                new AggregateArea("network", "network", ["area1", "area2", "area5"]),
                new AggregateArea("whole", "country", [.. Enumerable.Range(0, count).Select(i => $"area{i}")]),
            ]);
    }
}
