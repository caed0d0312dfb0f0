using Insight.Api.Server;
using Microsoft.AspNetCore.Http;

namespace Api.Tests.Server;

/// <summary>The dashboard's files.</summary>
[TestFixture]
internal sealed class DashboardFilesTests
{
    private string root = "";

    [SetUp]
    public void Write()
    {
        root = Directory.CreateTempSubdirectory("insight-www-").FullName;
        Directory.CreateDirectory(Path.Combine(root, "assets"));
        File.WriteAllText(Path.Combine(root, "index.html"), "<!doctype html>");
        File.WriteAllText(Path.Combine(root, "assets", "app-3f2a.js"), "let a = 1;");
        File.WriteAllText(Path.Combine(root, ".hidden"), "no");
        File.WriteAllText(Path.Combine(root, "..", Path.GetFileName(root) + ".txt"), "no");
    }

    [TearDown]
    public void Remove()
    {
        Directory.Delete(root, recursive: true);
        File.Delete(root + ".txt");
    }

    [TestCase("/", "text/html; charset=utf-8", "no-cache", "<!doctype html>")]
    [TestCase("/index.html", "text/html; charset=utf-8", "no-cache", "<!doctype html>")]
    [TestCase("/assets/app-3f2a.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable", "let a = 1;")]
    public async Task Files_are_served_with_tags_and_hashed_ones_for_good(string path, string type, string caching, string text)
    {
        var context = await AskAsync(path);
        Assert.Multiple(() =>
        {
            Assert.That(context.Response.StatusCode, Is.EqualTo(200));
            Assert.That(context.Response.ContentType, Is.EqualTo(type));
            Assert.That(context.Response.Headers.CacheControl.ToString(), Is.EqualTo(caching));
            Assert.That(context.Response.Headers.ETag.ToString(), Does.Match("^\"[\\w-]+\"$"));
            Assert.That(TextOf(context), Is.EqualTo(text));
        });
        var again = await AskAsync(path, r => r.Headers.IfNoneMatch = context.Response.Headers.ETag);
        Assert.That(again.Response.StatusCode, Is.EqualTo(304));
    }

    [TestCase("/other")]
    [TestCase("/assets")]
    [TestCase("/.hidden")]
    [TestCase("/../secret.txt")]
    [TestCase("/assets/../../x")]
    [TestCase("//etc/passwd")]
    public async Task Nothing_else_is_served(string path) =>
        Assert.That((await AskAsync(path == "/../secret.txt" ? $"/../{Path.GetFileName(root)}.txt" : path)).Response.StatusCode, Is.EqualTo(404));

    [Test]
    public async Task A_changed_file_is_served_anew()
    {
        var before = await AskAsync("/");
        File.WriteAllText(Path.Combine(root, "index.html"), "<!doctype html><title>New</title>");
        File.SetLastWriteTimeUtc(Path.Combine(root, "index.html"), new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var after = await AskAsync("/");
        Assert.That(TextOf(after), Does.Contain("New"));
        Assert.That(after.Response.Headers.ETag, Is.Not.EqualTo(before.Response.Headers.ETag));
    }

    private static string TextOf(HttpContext context) => System.Text.Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray());

    private async Task<HttpContext> AskAsync(string path, Action<HttpRequest>? prepare = null)
    {
        var files = new DashboardFiles(c =>
        {
            c.Response.StatusCode = 404;
            return Task.CompletedTask;
        }, root);
        var context = new DefaultHttpContext { Request = { Method = "GET", Path = path }, Response = { Body = new MemoryStream() } };
        prepare?.Invoke(context.Request);
        await files.InvokeAsync(context);
        return context;
    }
}
