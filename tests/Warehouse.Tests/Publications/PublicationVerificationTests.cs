using Insight.Warehouse.Publications;

namespace Insight.Warehouse.Tests.Publications;

public sealed class PublicationVerificationTests
{
    private static readonly string[] Good = ["KU016 2023 1", "KU016 2024 - not-available", "KU098 2023 2 provisional", "KU098 2024 3"];
    private LakeBench lake = null!;

    [SetUp]
    public void Open() => lake = new LakeBench();

    [TearDown]
    public void Close() => lake.Dispose();

    [Test]
    public void A_good_slice_has_no_faults() => Assert.That(lake.Verify(lake.Slice(Good)), Is.Empty);

    [Test]
    public void Breakdowns_sort_before_periods()
    {
        Assert.That(lake.Verify(lake.Slice(["KU016 2023 male 1", "KU016 2024 male 2", "KU016 2023 total 3"], "sex"), "sex"), Is.Empty);
        Assert.That(lake.Verify(lake.Slice(["KU016 2023 male 1", "KU016 2023 total 2", "KU016 2024 male 3"], "sex"), "sex"), Is.EqualTo(Fault("1 rows repeat a key or are out of order")));
    }

    [Test]
    public void One_changed_byte_is_found_wherever_it_is([Values(0, 4, -5, -20, -1)] int place)
    {
        var slice = lake.Slice(Good);
        var path = lake.Store.ParquetPath(slice.File);
        var bytes = File.ReadAllBytes(path);
        bytes[place < 0 ? bytes.Length + place : place] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.That(lake.Verify(slice), Is.EqualTo(Fault($"the file {slice.File} has other bytes than its name says; it was damaged or edited")));
    }

    [Test]
    public void A_file_that_is_missing_is_found()
    {
        var slice = lake.Slice(Good);
        File.Delete(lake.Store.ParquetPath(slice.File));
        Assert.That(lake.Verify(slice), Is.EqualTo(Fault($"the file {slice.File} is not in the lake")));
    }

    [Test]
    public void Counts_that_are_not_the_manifest_s_are_found()
    {
        var slice = lake.Slice(Good);
        Assert.That(lake.Verify(slice with { Rows = 5, Missing = 0 }), Is.EqualTo(Fault("4 rows were read back, 5 were written", "1 missing values were read back, 0 were written")));
    }

    [Test]
    public void A_repeated_key_is_found() =>
        Assert.That(lake.Verify(lake.Slice(["KU016 2023 1", "KU016 2023 1", "KU016 2024 2"])), Is.EqualTo(Fault("1 rows repeat a key or are out of order")));

    [TestCase("KU098 2023 1", "KU016 2023 1")]
    [TestCase("KU016 2024 1", "KU016 2023 1")]
    public void Rows_out_of_order_are_found(string first, string second) =>
        Assert.That(lake.Verify(lake.Slice([first, second])), Is.EqualTo(Fault("1 rows repeat a key or are out of order")));

    [Test]
    public void The_order_is_that_of_the_file_however_many_row_groups_it_has()
    {
        var lines = Enumerable.Range(0, LakeBench.RowGroup + 100).Select(i => $"KU{i:00000} 2024 1").ToArray();
        Assert.That(lake.Verify(lake.Slice(lines)), Is.Empty);
        (lines[^2], lines[^1]) = (lines[^1], lines[^2]);
        Assert.That(lake.Verify(lake.Slice(lines)), Is.EqualTo(Fault("1 rows repeat a key or are out of order")));
    }

    [TestCase("-", Description = "no status")]
    [TestCase("- provisional", Description = "a status of numbers that are there")]
    [TestCase("- whatever", Description = "a status that does not exist")]
    public void A_missing_value_without_a_reason_is_found(string value) =>
        Assert.That(lake.Verify(lake.Slice([$"KU016 2023 {value}"])), Is.EqualTo(Fault("1 missing values have no reason")));

    [TestCase("4 confidential")]
    [TestCase("4 suppressed")]
    [TestCase("4 whatever")]
    public void A_value_that_should_not_be_shown_is_found(string value) => Assert.That(
        lake.Verify(lake.Slice([$"KU016 2023 {value}"])), Is.EqualTo(Fault("1 values are shown beside a status that says that there is none, or that is not known")));

    [TestCase("NaN")]
    [TestCase("Infinity")]
    [TestCase("-Infinity")]
    public void What_is_no_finite_number_is_found(string value) =>
        Assert.That(lake.Verify(lake.Slice([$"KU016 2023 {value}"])), Is.EqualTo(Fault("1 values are not finite numbers")));

    [Test]
    public void All_faults_of_all_slices_are_listed_at_once()
    {
        var bad = lake.Slice(["KU016 2023 NaN", "KU016 2023 -"]);
        var gone = lake.Slice(Good);
        File.Delete(lake.Store.ParquetPath(gone.File));
        var manifest = lake.Manifest("p1", LakeBench.Indicator("a", [], gone), LakeBench.Indicator("b", [], bad));
        Assert.That(PublicationVerification.Verify(lake.Connection, lake.Store, manifest, new HashSet<string>()), Has.Count.EqualTo(4));
    }

    [Test]
    public void What_was_verified_before_is_not_read_again_but_must_be_there()
    {
        var slice = lake.Slice(["KU016 2023 NaN"]);
        var manifest = lake.Manifest("p1", LakeBench.Indicator("population", [], slice));
        Assert.That(PublicationVerification.Verify(lake.Connection, lake.Store, manifest, new HashSet<string> { slice.File }), Is.Empty);
        File.Delete(lake.Store.ParquetPath(slice.File));
        Assert.That(PublicationVerification.Verify(lake.Connection, lake.Store, manifest, new HashSet<string> { slice.File }), Is.EqualTo(Fault($"the file {slice.File} is not in the lake")));
    }

    [Test]
    public void The_areas_document_must_be_what_its_name_says()
    {
        var manifest = lake.Manifest("p1");
        File.AppendAllText(lake.Store.DocumentPath(manifest.AreasFile), " ");
        Assert.That(
            PublicationVerification.Verify(lake.Connection, lake.Store, manifest, new HashSet<string>()),
            Is.EqualTo(new[] { $"areas: the file {manifest.AreasFile} has other bytes than its name says; it was damaged or edited" }));
        File.Delete(lake.Store.DocumentPath(manifest.AreasFile));
        Assert.That(
            PublicationVerification.Verify(lake.Connection, lake.Store, manifest, new HashSet<string>()),
            Is.EqualTo(new[] { $"areas: the file {manifest.AreasFile} is not in the lake" }));
    }

    private static string[] Fault(params string[] faults) => [.. faults.Select(f => $"population (current, year): {f}")];
}
