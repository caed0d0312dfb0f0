using System.Text;
using System.Text.Json;

namespace Api.Tests.Formats;

/// <summary>What the formats say beside the numbers, as readers that are not ours see it; and what is refused.</summary>
[TestFixture]
internal sealed class FormatContentTests
{
    private const string Question = "indicator=unemployment-rate&area=KU016,KU111&period=2017..2018";

    private string folder = "";
    private JsonElement seen;

    [OneTimeSetUp]
    public async Task AskAsync()
    {
        folder = Directory.CreateTempSubdirectory("insight-formats-").FullName;
        await SaveAsync("rate.json-stat", $"{Question}&format=json-stat&lang=fi");
        await SaveAsync("rate.xlsx", $"{Question}&format=xlsx&lang=sv");
        await SaveAsync("rate.parquet", $"{Question}&format=parquet&include=components");
        await SaveAsync("rate.arrows", $"{Question}&format=arrow");
        await SaveAsync("invented.json-stat", "indicator=sickness-absence-days-per-fte&format=json-stat");
        seen = await FormatReaders.ReadAsync(folder);
    }

    [OneTimeTearDown]
    public void Clean() => Directory.Delete(folder, recursive: true);

    [Test]
    public void Json_stat_names_roles_units_sources_and_categories()
    {
        var more = More("rate.json-stat");
        Assert.Multiple(() =>
        {
            Assert.That(Texts(more.GetProperty("ids")), Is.EqualTo(new[] { "indicator", "area", "period" }));
            Assert.That(more.GetProperty("roles").ToString(), Does.StartWith("""{"metric":["indicator"],"geo":["area"],"time":["period"]"""));
            Assert.That(more.GetProperty("label").GetString(), Is.EqualTo("unemployment-rate fi"));
            Assert.That(more.GetProperty("source").GetString(), Is.EqualTo("Statistics Finland"));
            Assert.That(more.GetProperty("labels").GetProperty("area").GetProperty("KU111").GetString(), Is.EqualTo("Heinola"));
            Assert.That(more.GetProperty("units").GetProperty("unemployment-rate").GetProperty("decimals").GetInt32(), Is.EqualTo(1));
            Assert.That(Texts(more.GetProperty("notes")), Is.EqualTo(new[] { "Uusi tilasto" }));
            Assert.That(Texts(More("invented.json-stat").GetProperty("notes")).Single(), Does.Contain("invented for demonstration"));
        });
    }

    [Test]
    public void Workbooks_say_what_the_figures_are_and_show_the_indicators_decimals()
    {
        var more = More("rate.xlsx");
        var about = more.GetProperty("about").EnumerateArray().Select(line => $"{line[0]}: {line[1]}").ToList();
        Assert.Multiple(() =>
        {
            Assert.That(Texts(more.GetProperty("sheets")), Is.EqualTo(new[] { "Värden", "Om" }));
            Assert.That(more.GetProperty("format").GetString(), Is.EqualTo("#,##0.0"));
            Assert.That(about, Does.Contain("Nyckeltal: unemployment-rate sv (unemployment-rate)"));
            Assert.That(about, Does.Contain("Licens: CC-BY-4.0"));
            Assert.That(about, Does.Contain("Anmärkning: Ny statistik"));
            Assert.That(about, Does.Contain("Publicering: " + SharedServer.Second));
        });
    }

    [Test]
    public void Parquet_carries_components_and_metadata()
    {
        var metadata = More("rate.parquet").GetProperty("metadata");
        var heinola = seen.GetProperty("rate.parquet").GetProperty("rows").EnumerateArray()
            .Single(row => row.GetProperty("area").GetString() == "KU111" && row.GetProperty("period").GetString() == "2018");
        Assert.Multiple(() =>
        {
            Assert.That(metadata.GetProperty("publication").GetString(), Is.EqualTo(SharedServer.Second));
            Assert.That(metadata.GetProperty("units").GetString(), Is.EqualTo("""{"unemployment-rate":"%"}"""));
            Assert.That(metadata.GetProperty("address").GetString(), Does.EndWith(Question + "&format=parquet&include=components"));
            Assert.That(heinola.GetProperty("numerator").GetDouble(), Is.EqualTo(1158));
            Assert.That(heinola.GetProperty("denominator").GetDouble(), Is.EqualTo(8278));
        });
    }

    [Test]
    public void Arrow_has_dictionaries_and_metadata()
    {
        var more = More("rate.arrows");
        Assert.That(more.GetProperty("types").GetProperty("area").GetString(), Is.EqualTo("Dictionary<Int32, Utf8>"));
        Assert.That(more.GetProperty("types").GetProperty("value").GetString(), Is.EqualTo("Float64"));
        Assert.That(more.GetProperty("metadata").GetProperty("licence").GetString(), Is.EqualTo("CC-BY-4.0"));
    }

    [Test]
    public async Task Sdmx_csv_has_the_columns_of_the_specification()
    {
        var lines = (await TextAsync($"{Question}&format=sdmx-csv")).Split("\r\n");
        Assert.That(lines[0], Is.EqualTo("STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS,CONF_STATUS,UNIT_MEASURE,DECIMALS"));
        Assert.That(lines[1], Is.EqualTo("dataflow,INSIGHT:UNEMPLOYMENT_RATE(1.0.0),I,A,KU016,2017,10.5,A,F,,1"));
        Assert.That(lines[3], Does.StartWith("dataflow,INSIGHT:UNEMPLOYMENT_RATE(1.0.0),I,A,KU111,2017,14.25,P,F"));
    }

    [Test]
    public async Task A_Finnish_spreadsheet_gets_its_mark_its_separator_and_its_decimal_comma()
    {
        var bytes = await SharedServer.Server.Client.GetByteArrayAsync($"/v1/values?{Question}&excel=fi");
        Assert.That(bytes[..3], Is.EqualTo(new byte[] { 0xEF, 0xBB, 0xBF }));
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        Assert.That(lines[0], Is.EqualTo("indicator;area;indicator_name;area_name;period;value;status;obs_status;conf_status;break"));
        Assert.That(lines[1], Is.EqualTo("unemployment-rate;KU016;unemployment-rate fi;Asikkala;2017;10,5;;A;F;"));
    }

    [TestCase("format=json-stat&excel=fi", "contradictory-parameters", "excel")]
    [TestCase("format=csv&layout=series", "contradictory-parameters", "layout")]
    [TestCase("format=ods", "bad-parameter", "format")]
    public async Task What_does_not_go_together_is_refused(string parameters, string code, string parameter)
    {
        var problem = await SharedServer.Server.ProblemAsync($"/v1/values?{Question}&{parameters}", 400, code);
        Assert.That(problem.GetProperty("parameter").GetString(), Is.EqualTo(parameter));
    }

    [Test]
    public async Task Indicators_with_other_breakdowns_are_no_block() =>
        await SharedServer.Server.ProblemAsync("/v1/values?indicator=population,unemployment-rate&format=json-stat", 400, "contradictory-parameters");

    private static Task<string> TextAsync(string query) => SharedServer.Server.Client.GetStringAsync("/v1/values?" + query);

    private static IEnumerable<string> Texts(JsonElement array) => array.EnumerateArray().Select(t => t.GetString()!);

    private JsonElement More(string file) => seen.GetProperty(file).GetProperty("more");

    private async Task SaveAsync(string file, string query) =>
        await File.WriteAllBytesAsync(Path.Combine(folder, file), await SharedServer.Server.Client.GetByteArrayAsync("/v1/values?" + query));
}
