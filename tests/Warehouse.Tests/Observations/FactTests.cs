using System.Data.Common;
using Insight.Warehouse.Observations;

namespace Insight.Warehouse.Tests.Observations;

public sealed class FactTests
{
    private static readonly DataSet Population = FactBench.Population;
    private FactBench bench = null!;

    [SetUp]
    public void Open() => bench = new FactBench();

    [Test]
    public void A_first_load_inserts_every_row_in_the_order_in_which_definitions_read()
    {
        var changes = bench.Load(
            Population,
            "('KU398', '2010', 'total', 101588, NULL, 1)", "('KU016', '2009', 'total', 8551, NULL, 1)",
            "('KU016', '2009', 'male', 4200, NULL, 1)", "('KU016', '2008', 'total', 8600, NULL, 1)");
        Assert.That(changes, Is.EqualTo(new Dictionary<int, FactChanges> { [1] = new(4, 4, 0) }));
        Assert.That(
            bench.Connection.Rows("SELECT sex, area, period FROM facts.population_by_sex"),
            Is.EqualTo(new[] { new[] { "male", "KU016", "2009" }, ["total", "KU016", "2008"], ["total", "KU016", "2009"], ["total", "KU398", "2010"] }));
    }

    [Test]
    public void The_same_load_again_changes_nothing()
    {
        string[] rows = ["('KU016', '2009', 'total', 8551, NULL, 1)", "('KU098', '2009', 'total', NULL, 'not-available', 1)"];
        bench.Load(Population, rows);
        var again = bench.Load(Population, rows.Select(r => r.Replace(", 1)", ", 2)", StringComparison.Ordinal)));
        Assert.That(again[2], Is.EqualTo(new FactChanges(2, 0, 0)));
        Assert.That(again[2].Unchanged, Is.EqualTo(2));
        Assert.That(bench.Connection.Texts("SELECT DISTINCT recorded_from FROM facts.population_by_sex"), Is.EqualTo(new[] { "1" }));
    }

    [Test]
    public void A_revision_closes_what_was_known_and_keeps_it_for_who_asks_as_of_then()
    {
        bench.Load(Population, "('KU016', '2009', 'total', 8551, NULL, 1)", "('KU098', '2009', 'total', 21845, NULL, 1)");
        var changes = bench.Load(Population, "('KU016', '2009', 'total', 8555, NULL, 2)");
        Assert.That(changes[2], Is.EqualTo(new FactChanges(1, 0, 1)));
        Assert.That(bench.Known(Population), Is.EqualTo(new[] { "KU016 2009 total 8555 -", "KU098 2009 total 21845 -" }));
        Assert.That(bench.Known(Population, after: 1), Is.EqualTo(new[] { "KU016 2009 total 8551 -", "KU098 2009 total 21845 -" }));
        Assert.That(bench.Known(Population, after: 0), Is.Empty);
    }

    [Test]
    public void A_status_that_changes_alone_is_a_revision()
    {
        bench.Load(Population, "('KU016', '2009', 'total', 8551, 'provisional', 1)");
        Assert.That(bench.Load(Population, "('KU016', '2009', 'total', 8551, NULL, 2)")[2].Revised, Is.EqualTo(1));
        Assert.That(bench.Known(Population, after: 1), Is.EqualTo(new[] { "KU016 2009 total 8551 provisional" }));
        Assert.That(bench.Known(Population), Is.EqualTo(new[] { "KU016 2009 total 8551 -" }));
    }

    [Test]
    public void A_missing_figure_is_no_zero_and_comes_as_a_revision()
    {
        bench.Load(Population, "('KU016', '2009', 'total', 0, NULL, 1)");
        Assert.That(bench.Load(Population, "('KU016', '2009', 'total', NULL, 'confidential', 2)")[2].Revised, Is.EqualTo(1));
        Assert.That(bench.Known(Population), Is.EqualTo(new[] { "KU016 2009 total - confidential" }));
    }

    [Test]
    public void What_a_delivery_leaves_out_stays_known()
    {
        bench.Load(Population, "('KU016', '2009', 'total', 8551, NULL, 1)", "('KU098', '2009', 'total', 21845, NULL, 1)");
        bench.Load(Population, "('KU098', '2009', 'total', 21845, NULL, 2)");
        Assert.That(bench.Known(Population), Has.Count.EqualTo(2));
    }

    [Test]
    public void Several_payloads_of_one_load_are_counted_each_for_itself()
    {
        bench.Load(Population, "('KU016', '2009', 'total', 8551, NULL, 1)");
        var changes = bench.Load(
            Population,
            "('KU016', '2009', 'total', 8555, NULL, 2)", "('KU016', '2010', 'total', 8500, NULL, 3)", "('KU098', '2009', 'total', 21845, NULL, 3)");
        Assert.That(changes, Is.EqualTo(new Dictionary<int, FactChanges> { [2] = new(1, 0, 1), [3] = new(2, 2, 0) }));
        Assert.That(bench.Known(Population, after: 2), Is.EqualTo(new[] { "KU016 2009 total 8555 -" }));
    }

    [TestCase(false)]
    [TestCase(true)]
    public void A_key_that_comes_twice_is_named_and_nothing_is_written(bool intoAnEmptyTable)
    {
        if (!intoAnEmptyTable)
        {
            bench.Load(Population, "('KU016', '2008', 'total', 8600, NULL, 1)");
        }

        var before = intoAnEmptyTable ? [] : bench.Known(Population);
        Assert.That(
            () => bench.Load(Population, "('KU098', '2009', 'male', 1, NULL, 2)", "('KU016', '2009', 'total', 8551, NULL, 2)", "('KU016', '2009', 'total', 8551, NULL, 3)"),
            Throws.TypeOf<FactTableException>().With.Message.EqualTo(
                "Data set 'population-by-sex' was delivered 2 rows for area KU016, period 2009, sex total; a key may come once. Nothing was loaded; ask the producer, or sum the rows when staging."));
        bench.Load(Population);
        Assert.That(bench.Known(Population), Is.EqualTo(before));
    }

    [Test]
    public void A_row_without_a_key_is_refused() => Assert.That(
        () => bench.Load(Population, "('KU016', NULL, 'total', 8551, NULL, 1)"), Throws.InstanceOf<DbException>().With.Message.Contains("period"));

    [Test]
    public void A_load_without_rows_changes_nothing()
    {
        Assert.That(bench.Load(Population), Is.Empty);
        bench.Load(Population, "('KU016', '2009', 'total', 8551, NULL, 1)");
        Assert.That(bench.Load(Population), Is.Empty);
        Assert.That(bench.Known(Population), Has.Count.EqualTo(1));
    }

    [Test]
    public void A_new_measure_is_added_and_unknown_until_it_is_delivered()
    {
        bench.Load(Population, "('KU016', '2009', 'total', 8551, NULL, 1)", "('KU098', '2009', 'total', 21845, NULL, 1)");
        var wider = FactBench.Of("population-by-sex", ["sex"], "population", "households");
        var changes = bench.Load(wider, "('KU016', '2009', 'total', 8551, NULL, 4100, NULL, 2)");
        Assert.That(changes[2], Is.EqualTo(new FactChanges(1, 0, 1)));
        Assert.That(bench.Known(wider), Is.EqualTo(new[] { "KU016 2009 total 8551 - 4100 -", "KU098 2009 total 21845 - - unknown" }));
        Assert.That(bench.Known(wider, after: 1), Is.EqualTo(new[] { "KU016 2009 total 8551 - - unknown", "KU098 2009 total 21845 - - unknown" }));
    }

    [Test]
    public void A_measure_that_is_delivered_no_more_keeps_what_was_known()
    {
        var wider = FactBench.Of("population-by-sex", ["sex"], "households", "population");
        bench.Load(wider, "('KU016', '2009', 'total', 4100, NULL, 8551, NULL, 1)");
        Assert.That(bench.Load(Population, "('KU016', '2009', 'total', 8551, NULL, 2)")[2].Unchanged, Is.EqualTo(1));
        Assert.That(bench.Known(wider), Is.EqualTo(new[] { "KU016 2009 total 4100 - 8551 -" }));
    }

    [TestCase("", "area, period, sex", "area, period", Description = "a key was taken away")]
    [TestCase("sex age", "area, period, sex", "area, period, sex, age", Description = "a key was added")]
    [TestCase("age", "area, period, sex", "area, period, age", Description = "a key was exchanged")]
    public void Changed_keys_are_refused(string breakdowns, string stored, string declared)
    {
        bench.Load(Population, "('KU016', '2009', 'total', 8551, NULL, 1)");
        var changed = FactBench.Of("population-by-sex", breakdowns.Split(' ', StringSplitOptions.RemoveEmptyEntries), "population");
        Assert.That(
            () => bench.Load(changed),
            Throws.TypeOf<FactTableException>().With.Message.EqualTo(
                $"The facts of data set 'population-by-sex' are keyed by {stored}, but source 'statfin' now declares {declared}; give the changed data set a new id."));
    }

    [Test]
    public void Names_with_quotes_and_a_breakdown_that_ends_like_a_status_are_columns_like_others()
    {
        var odd = FactBench.Of("odd", ["marital_status", "a\"b"], "order", "select");
        bench.Load(odd, "('KU016', '2009', 'married', 'x', 1, NULL, 2, NULL, 1)");
        bench.Load(odd, "('KU016', '2009', 'married', 'x', 1, NULL, 3, NULL, 2)");
        Assert.That(bench.Known(odd), Is.EqualTo(new[] { "KU016 2009 married x 1 - 3 -" }));
    }
}
