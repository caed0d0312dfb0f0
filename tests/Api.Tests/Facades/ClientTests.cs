using Api.Tests.Formats;

namespace Api.Tests.Facades;

/// <summary>Clients from npm that others wrote (tests/readers/clients.mjs) ask the running server as they ask their producers' ones, unchanged.</summary>
[TestFixture]
internal sealed class ClientTests
{
    [Test]
    public async Task Clients_of_others_read_what_they_ask_for()
    {
        var read = await FormatReaders.ReadAsync(FacadeClient.Http.BaseAddress!.ToString().TrimEnd('/'), "clients.mjs");
        Assert.Multiple(() =>
        {
            Assert.That(read.GetProperty("flows").EnumerateArray().Select(f => f.GetString()), Does.Contain("UNEMPLOYMENT_RATE").And.Contain("POPULATION"));
            Assert.That(read.GetProperty("csv").GetString(), Does.EndWith(",A,KU111,2018,13.988886204397197,A,F,NUMBER,1\r\n"));
            Assert.That(read.GetProperty("json").GetProperty("0:0").GetProperty("observations").GetProperty("0")[0].GetDouble(), Is.EqualTo(100.0 * 1158 / 8278));
            Assert.That(read.GetProperty("typo").GetProperty("error").GetString(), Does.Contain("400"));
            Assert.That(read.GetProperty("px2").ToString(), Is.EqualTo("""{"size":[2,3,2],"heinola":20146,"label":"Heinola"}"""));
            Assert.That(read.GetProperty("px1").EnumerateArray().Select(v => v.GetDouble()), Is.EqualTo(new[] { 10073.0, 10073.0 }));
        });
    }
}
