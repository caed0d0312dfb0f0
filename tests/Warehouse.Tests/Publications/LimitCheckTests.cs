using Insight.Warehouse.Publications;

namespace Insight.Warehouse.Tests.Publications;

/// <summary>What moved more than its rule allows.</summary>
public sealed class LimitCheckTests
{
    private static readonly string[] Series = ["KU016 2017 100", "KU016 2018 102", "KU016 2019 101", "KU016 2020 103", "KU016 2021 102", "KU016 2022 104"];

    private LakeBench lake = null!;

    [SetUp]
    public void Open() => lake = new LakeBench();

    [TearDown]
    public void Close() => lake.Dispose();

    [TestCase("110", 10, 0, null, Description = "10 % is not more than 10 %")]
    [TestCase("111", 10, 0, "moved-too-much 1 11 KU016 2024 100>111")]
    [TestCase("89", 10, 0, "moved-too-much 1 11 KU016 2024 100>89")]
    [TestCase("111", 10, 11, null, Description = "11 is not more than the smallest move that counts")]
    [TestCase("- confidential", 10, 0, "withdrawn 1 1 ")]
    public void A_revision_beyond_its_limit_is_found(string value, double percent, double smallest, string? found)
    {
        var passed = Find(["KU016 2024 100"], [$"KU016 2024 {value}"], new MovementLimits(percent, smallest, null, 0));
        Assert.That(passed.Select(Describe), Is.EqualTo(found is null ? Array.Empty<string>() : [found]));
    }

    [Test]
    public void From_zero_every_move_is_too_much_unless_it_is_small()
    {
        Assert.That(Find(["KU016 2024 0"], ["KU016 2024 1"], new(10, 0, null, 0)).Single().Furthest, Is.Null);
        Assert.That(Find(["KU016 2024 0"], ["KU016 2024 1"], new(10, 1, null, 0)), Is.Empty);
    }

    /// <summary>Steps 2, −1, 2, −1, 2: median 2, deviations 0, 3, 0, 3, 0, so their median is 0 and nothing can be said; with another tail they are 1, so it can.</summary>
    [Test]
    public void A_new_value_that_steps_further_than_its_series_ever_did_is_found()
    {
        string[] before = [.. Series, "KU016 2023 105"];
        var passed = Find(before, [.. before, "KU016 2024 150"], new(10, 0, 10, 0)).Single();
        Assert.That(Describe(passed), Is.EqualTo("jumped 1 87 KU016 2024 105>150"), "steps 2, -1, 2, -1, 2, 1: middle 1.5, deviation 0.5; (45 - 1.5) / 0.5 = 87");
        Assert.That(Find(before, [.. before, "KU016 2024 110"], new(10, 0, 10, 0)), Is.Empty, "(5 - 1.5) / 0.5 = 7");
        Assert.That(Find(before, [.. before, "KU016 2024 150"], new(10, 0, null, 0)), Is.Empty, "without a limit");
    }

    [Test]
    public void A_series_of_few_steps_has_no_usual_step() =>
        Assert.That(Find(Series[..5], [.. Series[..5], "KU016 2022 900"], new(10, 0, 10, 0)), Is.Empty);

    [Test]
    public void An_indicator_that_is_new_moves_nothing() => Assert.That(
        LimitCheck.Find(lake.Connection, lake.Store, lake.Manifest("p1"), lake.Manifest("p2", LakeBench.Indicator("population", [], lake.Slice(["KU016 2024 1"]))), _ => new(0, 0, 0, 0)), Is.Empty);

    [Test]
    public void Each_indicator_has_its_own_limits()
    {
        var before = lake.Manifest("p1", LakeBench.Indicator("a", [], lake.Slice(["KU016 2024 100"])), LakeBench.Indicator("b", [], lake.Slice(["KU016 2024 100"])));
        var after = lake.Manifest("p2", LakeBench.Indicator("a", [], lake.Slice(["KU016 2024 105"])), LakeBench.Indicator("b", [], lake.Slice(["KU016 2024 105"])));
        Assert.That(LimitCheck.Find(lake.Connection, lake.Store, before, after, id => new(id == "a" ? 1 : 10, 0, null, 0)).Select(p => p.Indicator), Is.EqualTo(new[] { "a" }));
    }

    private IReadOnlyList<LimitPassed> Find(string[] before, string[] after, MovementLimits limits) => LimitCheck.Find(
        lake.Connection, lake.Store, lake.Manifest("p1", LakeBench.Indicator("population", [], lake.Slice(before))),
        lake.Manifest("p2", LakeBench.Indicator("population", [], lake.Slice(after))), _ => limits);

    private static string Describe(LimitPassed p) => FormattableString.Invariant(
        $"{p.Code} {p.Count} {p.Furthest} {(p.Worst is { } w ? FormattableString.Invariant($"{w.Area} {w.Period} {w.OldValue}>{w.NewValue}") : "")}");
}
