using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Api.Tests.Lake;
using Insight.Api.Loads;
using Insight.Etl.Deliveries;
using Insight.Etl.Run;
using Insight.Warehouse;
using Insight.Warehouse.Operations;
using Microsoft.Extensions.DependencyInjection;

namespace Api.Tests.Loads;

/// <summary>Files that municipalities deliver and observations that systems push: what is answered, kept, refused and known again.</summary>
[TestFixture]
internal sealed class FileTests
{
    private const string Good = "kunta;vuosi;lämpö;sähkö\nAsikkala;2023;1,5;2\nAsikkala;2024;1 234,5;\n";
    private const string Csv = "text/csv";
    private const string Files = "/v1/sources/energy/files";
    private const string Push = "/v1/datasets/energy/observations";

    private readonly string folder = TestServer.NewFolder();
    private TestServer server = null!;
    private RunLog log = null!;
    private string steward = "";
    private string asikkala = "";
    private string stranger = "";

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        Describe();
        var place = Workplace.Open(folder, TimeProvider.System);
        log = place.Runs;
        var keys = new StewardKeys(place.Operations, place.Folder, TimeProvider.System);
        steward = keys.EnsureExists()!;
        asikkala = keys.Add("asikkala", "a test", "KU016");
        stranger = keys.Add("other", "a test", null, "another-source");
        server = await TestServer.StartAsync(folder, builder => builder.Services.AddSingleton(new FileDesk(() => new FileIntake(place), (source, by) => log.Queue([source], "delivery", by))));
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await server.DisposeAsync();

    [SetUp]
    public void Empty()
    {
        foreach (var run in log.List(null, RunState.Queued, 100))
        {
            log.Finish(run.Id, RunState.Cancelled, "a test is over", new Dictionary<string, long>(), null);
        }

        if (Directory.Exists(Deliveries))
        {
            Directory.Delete(Deliveries, recursive: true);
        }
    }

    [Test]
    public async Task A_file_is_kept_loaded_by_a_run_and_known_when_it_comes_again()
    {
        var text = Good + "Asikkala;2019;7;7\n";
        var (status, answer) = await SendAsync(Files, text, asikkala);
        Assert.Multiple(() =>
        {
            Assert.That((status, Text(answer, "state"), Text(answer, "name")), Is.EqualTo((202, "accepted", "energy_016.csv")));
            Assert.That((answer.GetProperty("rowsRead").GetInt64(), answer.GetProperty("staged").GetInt64(), answer.GetProperty("refused").GetInt32()), Is.EqualTo((3L, 3L, 0)));
            Assert.That(Text(answer, "sha256"), Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))));
            Assert.That(File.ReadAllText(Path.Combine(Deliveries, "energy", "energy_016.csv")), Is.EqualTo(text));
        });
        var run = await server.JsonAsync(Text(answer, "run"));
        Assert.That((Text(run, "trigger"), Text(run, "askedBy")), Is.EqualTo(("delivery", "asikkala")));

        var (again, known) = await SendAsync(Files + "?file=energy_016.csv", text, steward);
        Assert.That((again, Text(known, "state"), Text(known, "delivery")), Is.EqualTo((200, "known", Text(answer, "delivery"))));
        Assert.That(Text(known, "message"), Does.Contain($"delivery {Text(answer, "delivery")}").And.Contain("by asikkala"));
        Assert.That(log.List("energy", RunState.Queued, 10), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_file_that_comes_during_a_run_of_its_source_is_queued_and_the_answer_says_behind_which_run()
    {
        var atWork = log.Queue(["energy"], "schedule");
        var (status, answer) = await SendAsync(Files, Good + "Asikkala;2018;8;8\n", asikkala);
        Assert.That((status, Text(answer, "state"), answer.GetProperty("run").ValueKind), Is.EqualTo((202, "queued", JsonValueKind.Null)));
        Assert.That(Text(answer, "message"), Does.EndWith($"Run {atWork.Id} of the source is at work; this is queued and loaded as soon as that ends."));
        var book = new DeliveryBook(OperationsStore.Open(DataFolder.Open(folder), TimeProvider.System), TimeProvider.System);
        Assert.That(book.Owed().Select(delivery => delivery.Id), Is.EqualTo(new[] { Text(answer, "delivery") }), "the worker starts a run for it");
    }

    [Test]
    public async Task A_dry_run_gives_the_same_list_and_keeps_nothing()
    {
        var bad = Good + "Asikkala;2025;1.5;3\nKuntala;2025;1;3\nAsikkala;20255;1;3\n";
        var (status, answer) = await SendAsync(Files + "?dry-run=true&limit=2", bad, asikkala);
        Assert.That((status, Text(answer, "state"), answer.GetProperty("refused").GetInt32()), Is.EqualTo((200, "acceptable", 3)));
        var rows = answer.GetProperty("badRows").EnumerateArray().Select(r => (r.GetProperty("line").GetInt64(), Text(r, "column"), Text(r, "value"), Text(r, "reason"))).ToList();
        Assert.That(rows, Is.EqualTo(new[] { (4L, "lämpö", "1.5", "not a number (decimal comma expected, as in 1 234,5)"), (5L, "kunta", "Kuntala", "not an area") }));
        Assert.That(answer.GetProperty("badRows").EnumerateArray().Select(r => Text(r, "remedy")), Has.None.Empty);
        Assert.That(answer.GetProperty("delivery").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(Directory.Exists(Path.Combine(Deliveries, "energy")), Is.False);

        using var csv = await server.Client.SendAsync(Request(Files + "?dry-run=true&format=csv", Encoding.UTF8.GetBytes(bad), asikkala, Csv));
        var lines = (await csv.Content.ReadAsStringAsync()).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Has.Length.EqualTo(4));
        Assert.That(lines[0], Is.EqualTo("line,column,value,reason,remedy"));
    }

    [Test]
    public async Task All_refused_rows_of_a_delivery_are_found_at_their_address_by_who_delivered_it()
    {
        var text = new StringBuilder(Good);
        for (var year = 1; year <= 150; year++)
        {
            text.Append("Asikkala;").Append(year).Append(";1;2\n");
        }

        var (status, answer) = await SendAsync(Files, text.ToString(), asikkala);
        Assert.That((status, answer.GetProperty("refused").GetInt32(), answer.GetProperty("badRows").GetArrayLength()), Is.EqualTo((202, 150, 100)));
        using var all = await server.Client.SendAsync(Request(Text(answer, "allBadRows"), null, asikkala));
        Assert.That((await all.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(151));
        using var foreign = await server.Client.SendAsync(Request(Text(answer, "allBadRows"), null, stranger));
        Assert.That((int)foreign.StatusCode, Is.EqualTo(404));
        using var list = await server.Client.SendAsync(Request(Files, null, asikkala));
        var files = JsonDocument.Parse(await list.Content.ReadAsStringAsync()).RootElement;
        Assert.That(files.GetProperty("expected").EnumerateArray().Select(e => Text(e, "file")), Is.EqualTo(new[] { "energy_016.csv" }));
        Assert.That(Text(files.GetProperty("deliveries")[0], "id"), Is.EqualTo(Text(answer, "delivery")));
    }

    [TestCase("utf-8", true)]
    [TestCase("utf-8", false)]
    [TestCase("windows-1252", false)]
    [TestCase("iso-8859-15", false)]
    public async Task The_encoding_is_found_out(string encoding, bool mark)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        byte[] bytes = [.. mark ? Encoding.UTF8.GetPreamble() : [], .. Encoding.GetEncoding(encoding).GetBytes(Good)];
        using var response = await server.Client.SendAsync(Request(Files + "?dry-run=true", bytes, asikkala, Csv));
        var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.That((answer.GetProperty("staged").GetInt64(), answer.GetProperty("refused").GetInt32()), Is.EqualTo((2L, 0)));
    }

    [TestCase("", "is empty")]
    [TestCase("kunta;vuosi;sähkö\n", "column 'lämpö' (mapped from 'heat') is missing")]
    [TestCase("kunta,vuosi,lämpö,sähkö\n", "delimiter is probably not ';'")]
    [TestCase("kunta;vuosi;lämpö;sähkö;vuosi\n", "'vuosi' stands 2 times")]
    [TestCase("PK\u0003\u0004 no more of it", "damaged")]
    [TestCase("{\"rows\":[]}", "no list of records at its root")]
    [TestCase("kunta;vuosi;lämpö;sähkö\nAsikkala;2024;-5;1\n", "range of energy")]
    public async Task A_file_that_cannot_be_loaded_is_refused_as_a_whole_with_the_reason(string text, string reason)
    {
        var problem = await ProblemAsync(Request(Files, Encoding.UTF8.GetBytes(text), asikkala, Csv), 422, "delivery-refused");
        Assert.That(Text(problem, "detail"), Does.Contain(reason));
        Assert.That(Directory.Exists(Path.Combine(Deliveries, "energy")), Is.False);
        Assert.That(Directory.EnumerateFileSystemEntries(Path.Combine(Deliveries, ".arriving")), Is.Empty);
    }

    [Test]
    public async Task Rows_that_were_refused_before_the_file_was_are_told_with_it()
    {
        var problem = await ProblemAsync(Request(Files, Encoding.UTF8.GetBytes(Good + "Asikkala;x;1;1\nAsikkala;2025;-5;1\n"), asikkala, Csv), 422, "delivery-refused");
        Assert.That(problem.GetProperty("badRows")[0].GetProperty("line").GetInt32(), Is.EqualTo(4));
    }

    [Test]
    public async Task A_check_that_stops_the_file_gives_the_same_CSV_with_the_rows_and_columns_of_the_delivery()
    {
        var body = Encoding.UTF8.GetBytes(Good + "Asikkala;x;1;1\nAsikkala;2025;-5;1\n");
        using var response = await server.Client.SendAsync(Request(Files + "?format=csv&lang=fi", body, asikkala, Csv));
        var lines = (await response.Content.ReadAsStringAsync()).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.That(((int)response.StatusCode, response.Content.Headers.ContentType!.MediaType, lines[0]), Is.EqualTo((422, "text/csv", "line,column,value,reason,remedy")));
        Assert.That(lines[1], Does.StartWith(",,,\"Lähteen 'energy' tarkistus pysäyttää sen: ").And.Contains("1 suureen heat (column 'lämpö') lukua ei ole vähintään 0."));
        Assert.That(lines, Has.One.StartsWith("4,vuosi,x,\"ei ole jakso, jonka pituus on vuosi\","));
        Assert.That(lines[^1], Does.StartWith("5,lämpö,-5,ei ole vähintään 0,\"korjaa luku tiedostoon"));
    }

    [TestCase("?dry-run=true&lang=sv", "fi", "är inget område", "Filen kan läsas in, 1 rad skulle underkännas")]
    [TestCase("?dry-run=true", "sv;q=0.5, fi-FI", "ei ole alue", "Tiedosto voidaan ladata, 1 rivi hylättäisiin")]
    [TestCase("?dry-run=true", "de", "not an area", "It can be loaded, 1 row refused")]
    public async Task Reasons_and_sentences_come_in_the_language_that_is_asked_for(string query, string accepted, string reason, string message)
    {
        using var request = Request(Files + query, Encoding.UTF8.GetBytes(Good + "Kuntala;2025;1;3\n"), asikkala, Csv);
        request.Headers.Add("Accept-Language", accepted);
        using var response = await server.Client.SendAsync(request);
        var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.That(Text(answer.GetProperty("badRows")[0], "reason"), Is.EqualTo(reason));
        Assert.That(Text(answer, "message"), Does.StartWith(message));
    }

    [TestCase(Files, Csv, "kunta;vuosi;lämpö;sähkö\nAsikkala;x;1;1\nAsikkala;y;2;2\n", "Kaikki 2 riviä hylättiin; mitään ei säilytetty eikä ladattu.", 2L)]
    [TestCase(Push, "application/json", """{"observations":[{"area":"KU016","period":"2025-01","measure":"heat","value":1}]}""", "Ainoa rivi hylättiin; mitään ei säilytetty eikä ladattu.", 1L)]
    public async Task What_has_no_row_that_can_be_used_is_refused_with_its_rows_and_leaves_what_was_there(string path, string type, string body, string detail, long line)
    {
        foreach (var query in new[] { "?lang=fi", "?lang=fi&dry-run=true" })
        {
            var problem = await ProblemAsync(Request(path + query, Encoding.UTF8.GetBytes(body), asikkala, type), 422, "delivery-refused");
            Assert.That(Text(problem, "detail"), Does.StartWith(detail));
            Assert.That(problem.GetProperty("badRows").EnumerateArray().Last().GetProperty("line").GetInt64(), Is.EqualTo(type == Csv ? line + 1 : line));
        }

        Assert.That(Directory.Exists(Path.Combine(Deliveries, "energy")), Is.False);
        Assert.That(log.List("energy", RunState.Queued, 10), Is.Empty);
    }

    [Test]
    public async Task Duplicate_rows_are_refused_and_extra_columns_do_no_harm()
    {
        var (_, answer) = await SendAsync(Files + "?dry-run=true", "kunta;vuosi;lämpö;sähkö;huom\nAsikkala;2023;1;2;a\nAsikkala;2023;1;3;b\nAsikkala;2024;1;3;c\n", asikkala);
        Assert.That((answer.GetProperty("staged").GetInt64(), answer.GetProperty("refused").GetInt32()), Is.EqualTo((1L, 2)));
        Assert.That(Text(answer.GetProperty("badRows")[0], "reason"), Does.Contain("more than once with different figures"));
    }

    [Test]
    public async Task Who_may_not_deliver_does_not()
    {
        await ProblemAsync(Request(Files, Encoding.UTF8.GetBytes(Good), null, Csv), 401, "unauthorized");
        await ProblemAsync(Request(Files, Encoding.UTF8.GetBytes(Good), "wrong", Csv), 401, "unauthorized");
        await ProblemAsync(Request(Files + "?file=energy_016.csv", Encoding.UTF8.GetBytes(Good), stranger, Csv), 403, "not-yours");
        await ProblemAsync(Request(Files + "?profile=111", Encoding.UTF8.GetBytes(Good), asikkala, Csv), 403, "not-yours");
        await ProblemAsync(Request("/v1/runs", "{}"u8.ToArray(), asikkala, "application/json"), 401, "unauthorized");
    }

    [Test]
    public async Task What_nobody_expects_is_told_with_what_is_expected()
    {
        Assert.That(Text(await ProblemAsync(Request(Files, Encoding.UTF8.GetBytes(Good), steward, Csv), 422, "not-expected-here"), "detail"), Does.Contain("energy_016.csv, energy_111.csv"));
        await ProblemAsync(Request(Files + "?file=energy_999.csv", Encoding.UTF8.GetBytes(Good), steward, Csv), 422, "not-expected-here");
        await ProblemAsync(Request("/v1/sources/statfin/files", Encoding.UTF8.GetBytes(Good), steward, Csv), 422, "not-expected-here");
        await ProblemAsync(Request("/v1/sources/nothing/files", Encoding.UTF8.GetBytes(Good), steward, Csv), 404, "unknown-target");
        await ProblemAsync(Request(Files + "?profil=016", Encoding.UTF8.GetBytes(Good), steward, Csv), 400, "unknown-parameter");
        await ProblemAsync(Request(Files, Encoding.UTF8.GetBytes(Good), steward, "multipart/form-data"), 415, "unsupported-media-type");
        await ProblemAsync(Request(Files, Encoding.UTF8.GetBytes(Good), steward, null), 415, "unsupported-media-type");
    }

    [Test]
    public async Task More_than_the_source_takes_is_refused_announced_or_not()
    {
        var large = Encoding.UTF8.GetBytes(Good + string.Concat(Enumerable.Repeat("Asikkala;2020;1;1\n", 10_000)));
        Assert.That(Text(await ProblemAsync(Request(Files, large, asikkala, Csv), 413, "body-too-large"), "detail"), Does.Contain("100000"));
        using var request = Request(Files, large, asikkala, Csv);
        request.Headers.TransferEncodingChunked = true;
        await ProblemAsync(request, 413, "body-too-large");
        Assert.That(Directory.Exists(Path.Combine(Deliveries, "energy")), Is.False);
    }

    [Test]
    public async Task A_large_file_for_a_source_that_is_not_there_is_told_so_announced_or_not([Values] bool isAnnounced)
    {
        using var request = Request("/v1/sources/energi/files", new byte[1_000_000], asikkala, Csv);
        request.Headers.TransferEncodingChunked = !isAnnounced;
        await ProblemAsync(request, 404, "unknown-target");
    }

    [Test]
    public async Task Observations_are_pushed_once_however_often_they_are_sent()
    {
        var body = """{"observations":[{"area":"KU016","period":"2025","measure":"heat","value":12.5},{"area":"016","period":2025,"measure":"electricity","value":null,"status":"not-collected"}]}""";
        var (status, answer) = await SendAsync(Push, body, asikkala, "application/json");
        Assert.That((status, Text(answer, "state"), answer.GetProperty("staged").GetInt64(), answer.GetProperty("refused").GetInt32()), Is.EqualTo((202, "accepted", 1L, 0)));
        var (again, known) = await SendAsync(Push, body, asikkala, "application/json");
        Assert.That((again, Text(known, "state"), Text(known, "delivery")), Is.EqualTo((200, "known", Text(answer, "delivery"))));
        Assert.That(Directory.EnumerateFiles(Path.Combine(Deliveries, "energy")).Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task An_Idempotency_Key_names_a_push_and_is_not_given_twice()
    {
        string Body(int value) => $$"""{"observations":[{"area":"KU016","period":"2025","measure":"heat","value":{{value}}}]}""";
        async Task<(int, string)> SendKeyed(int value, string key)
        {
            using var request = Request(Push, Encoding.UTF8.GetBytes(Body(value)), asikkala, "application/json");
            request.Headers.Add("Idempotency-Key", key);
            using var response = await server.Client.SendAsync(request);
            var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
            return ((int)response.StatusCode, Text(answer, answer.TryGetProperty("state", out _) ? "state" : "code"));
        }

        Assert.That(await SendKeyed(1, "k1"), Is.EqualTo((202, "accepted")));
        Assert.That(await SendKeyed(2, "k2"), Is.EqualTo((202, "queued")), "the run of the first is waiting still");
        Assert.That(await SendKeyed(1, "k1"), Is.EqualTo((200, "known")), "sent again after a timeout, it does not undo what came after it");
        Assert.That(await SendKeyed(1, "k3"), Is.EqualTo((202, "queued")), "a new push may say what an old one said");
        Assert.That(await SendKeyed(9, "k1"), Is.EqualTo((422, "idempotency-key-reused")));
    }

    [Test]
    public async Task Observations_that_do_not_fit_the_data_set_are_listed_by_their_position()
    {
        var (status, answer) = await SendAsync(Push + "?dry-run=true", """
            {"observations":[{"area":"KU016","period":"2025","measure":"heat","value":1},{"area":"KU111","period":"2025","measure":"heat","value":1},
             {"area":"KU016","period":"2025-01","measure":"heat","value":1},{"area":"KU016","period":"2025","measure":"steam","value":1},
             {"area":"KU016","period":"2024","measure":"heat","value":"much"},{"area":"KU016","period":"2025","measure":"heat","value":2}]}
            """, asikkala, "application/json");
        Assert.That(status, Is.EqualTo(200));
        Assert.That(
            answer.GetProperty("badRows").EnumerateArray().Select(r => (r.GetProperty("line").GetInt32(), Text(r, "column"), Text(r, "value"))),
            Is.EqualTo(new[] { (2, "area", "KU111"), (3, "period", "2025-01"), (4, "measure", "steam"), (5, "value", "much"), (6, "value", "2") }));
        await ProblemAsync(Request(Push, """{"observations":[{"area":"KU016","period":"2025","measure":"heat","valeu":1,"value":1}]}"""u8.ToArray(), asikkala, "application/json"), 422, "delivery-refused");
        await ProblemAsync(Request(Push, """{"rows":[]}"""u8.ToArray(), asikkala, "application/json"), 422, "delivery-refused");
        await ProblemAsync(Request("/v1/datasets/education/observations", "{}"u8.ToArray(), steward, "application/json"), 422, "not-expected-here");
        await ProblemAsync(Request("/v1/datasets/nothing/observations", "{}"u8.ToArray(), steward, "application/json"), 404, "unknown-target");
        await ProblemAsync(Request(Push, "{}"u8.ToArray(), steward, Csv), 415, "unsupported-media-type");
    }

    /// <summary>What a fuzzer sent and other names, texts and frames that no producer writes.</summary>
    [TestCase("{\"obser\\u0000vations\":[]}", "application/json")]
    [TestCase("{\"observations\":[{\"area\":\"KU016\",\"period\":\"2025\",\"measure\":\"heat\",\"va\\u0000lue\":1}]}", "application/json")]
    [TestCase("{\"observations\":[{\"area\":\"\\ud800\",\"period\":\"2025\",\"measure\":\"\\udc00\",\"value\":1}]}", "application/json")]
    [TestCase("{\"obser\u0000vations\":[]}", "application/json")]
    [TestCase("\u0000", "application/json")]
    [TestCase("", "application/json")]
    [TestCase("{\"observations\":[{\"area\":\"KU016\",\"period\":\"2025\",\"measure\":\"heat\",\"va\\u0000lue\":1}]}", "application/json; charset=\"")]
    public async Task A_push_of_odd_signs_is_refused_by_a_problem(string body, string type)
    {
        using var request = Request(Push, Encoding.UTF8.GetBytes(body), asikkala, "application/json");
        request.Content!.Headers.Remove("Content-Type");
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var response = await server.Client.SendAsync(request);
        Assert.That((int)response.StatusCode, Is.InRange(400, 499), await response.Content.ReadAsStringAsync());
        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/problem+json"));
    }

    [Test]
    public async Task A_server_that_only_reads_says_where_to_deliver()
    {
        var own = TestServer.NewFolder();
        var place = DataFolder.Open(own);
        var key = new StewardKeys(OperationsStore.Open(place, TimeProvider.System), place, TimeProvider.System).EnsureExists()!;
        await using var reading = await TestServer.StartAsync(own);
        using var response = await reading.Client.SendAsync(Request(Files, Encoding.UTF8.GetBytes(Good), key, Csv));
        Assert.That((int)response.StatusCode, Is.EqualTo(503));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("deliveries-not-here").And.Contain("insight file"));
    }

    private string Deliveries => Path.Combine(folder, "deliveries");

    private void Describe()
    {
        var home = Directory.CreateDirectory(Path.Combine(folder, "definitions", "sources", "Energy")).FullName;
        File.WriteAllText(Path.Combine(home, "source.yml"), """
            id: energy
            names: {fi: Energia, sv: Energi, en: Energy}
            producer: Nobody; invented for a test
            licence: CC0-1.0
            synthetic: true
            connector: described
            origin: deliveries
            limits: {max_bytes: 100000}
            datasets:
              - id: energy
                frequency: year
                division: current
                measures: [{name: heat, unit: MWh}, {name: electricity, unit: MWh}]
            settings:
              files: [{name: "energy_{area}.csv", dataset: energy}]
              municipalities:
                "016": {delimiter: ";", decimal_mark: ",", columns: {area: kunta, period: vuosi, heat: lämpö, electricity: sähkö}}
                "111": {}
            """);
        File.WriteAllText(Path.Combine(home, "checks.yml"), "- {check: range, dataset: energy, measure: heat, min: 0, severity: stop}\n");
    }

    private async Task<(int Status, JsonElement Answer)> SendAsync(string path, string text, string key, string type = Csv)
    {
        using var response = await server.Client.SendAsync(Request(path, Encoding.UTF8.GetBytes(text), key, type));
        var body = await response.Content.ReadAsStringAsync();
        Assert.That(response.IsSuccessStatusCode, Is.True, body);
        return ((int)response.StatusCode, JsonDocument.Parse(body).RootElement);
    }

    private async Task<JsonElement> ProblemAsync(HttpRequestMessage request, int status, string code)
    {
        using var response = await server.Client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        Assert.That(((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType), Is.EqualTo((status, "application/problem+json")), body);
        var problem = JsonDocument.Parse(body).RootElement;
        Assert.That(Text(problem, "code"), Is.EqualTo(code), body);
        return problem;
    }

    private static HttpRequestMessage Request(string path, byte[]? body, string? key, string? type = null)
    {
        var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);
        }

        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return request;
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
