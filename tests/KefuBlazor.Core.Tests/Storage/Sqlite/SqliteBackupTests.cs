using KefuBlazor.Core.Attachments;
using KefuBlazor.Core.Messages;
using KefuBlazor.Core.Storage.Backup;
using KefuBlazor.Testing;
using Microsoft.EntityFrameworkCore;

namespace KefuBlazor.Core.Tests.Storage.Sqlite;

public sealed class SqliteBackupTests : IAsyncLifetime
{
    private readonly string _backup = Path.Combine(Path.GetTempPath(), "kefu-backup-" + Guid.NewGuid().ToString("N"));
    private CoreHost _core = null!;

    public async Task InitializeAsync() => _core = await CoreHost.StartAsync(Scenarios.Unlimited);

    public async Task DisposeAsync()
    {
        await _core.DisposeAsync();
        if (Directory.Exists(_backup))
            Directory.Delete(_backup, recursive: true);
    }

    [Fact]
    public async Task BackupAsync_WhileMessagesFlow_HoldsEveryMessageAckedBeforeItBegan()
    {
        var customer = await _core.AddCustomerAsync();
        var acked = 0;
        using var enough = new CancellationTokenSource();
        var sending = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested)
                await _core.SendAsync(customer, "m" + Interlocked.Increment(ref acked));
        });
        await Eventually.SeesAsync(() => Volatile.Read(ref acked), sent => sent > 200, "200 messages");
        var before = Volatile.Read(ref acked) - 1;
        var report = await _core.Get<IBackupService>().BackupAsync(_backup);
        await enough.CancelAsync();
        await sending;

        Assert.InRange(report.Messages, before, acked);
    }

    [Fact]
    public async Task RestoreAsync_OnAnEmptyMachine_IsAsItWas()
    {
        var customer = await _core.AddCustomerAsync();
        var message = await _core.SendAsync(customer, "m1");
        var report = await _core.Get<IBackupService>().BackupAsync(_backup);

        await using var machine = CoreHost.StartStopped();
        Assert.Equal(report, await machine.Get<IBackupService>().RestoreAsync(_backup));
        await machine.PrepareAsync();
        var again = await machine.Messages.SendAsync(new OutgoingMessage(customer, "m1", null, "text"));
        Assert.True(again.Value.Duplicate);
        Assert.Equal(message, again.Value.Message);
    }

    [Fact]
    public async Task RestoreAsync_MessageWithAFile_BringsItsBytesBack()
    {
        var customer = await _core.AddCustomerAsync();
        var upload = (await _core.Get<IAttachmentService>().UploadAsync(customer, "a.txt", new MemoryStream("hello"u8.ToArray()))).Value;
        await _core.Messages.SendAsync(new OutgoingMessage(customer, "m1", null, string.Empty) { Kind = MessageKind.File, AttachmentId = upload.Id });
        var report = await _core.Get<IBackupService>().BackupAsync(_backup);

        await using var machine = CoreHost.StartStopped();
        Assert.Equal(1, report.Files);
        Assert.Equal(report, await machine.Get<IBackupService>().RestoreAsync(_backup));
        await machine.PrepareAsync();
        var opened = await machine.Get<IAttachmentService>().OpenAsync(upload.Id, customer, null);
        await using var content = opened.Value.Content;
        using var reader = new StreamReader(content);
        Assert.Equal("hello", await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task RestoreAsync_WhileAServerRuns_RefusesAndLeavesItAsItIs()
    {
        var customer = await _core.AddCustomerAsync();
        await _core.SendAsync(customer, "m1");
        await _core.Get<IBackupService>().BackupAsync(_backup);
        await _core.SendAsync(customer, "m2");

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => _core.Get<IBackupService>().RestoreAsync(_backup));
        Assert.Contains("in use", refused.Message, StringComparison.Ordinal);
        await using var context = await _core.OpenContextAsync();
        Assert.Equal(2, await context.Messages.CountAsync());
    }

    [Fact]
    public async Task RestoreAsync_OverAnotherDatabase_KeepsThatBesideIt()
    {
        await _core.SendAsync(await _core.AddCustomerAsync(), "m1");
        await _core.Get<IBackupService>().BackupAsync(_backup);
        await using var machine = CoreHost.StartStopped();
        File.Copy(Path.Combine(_backup, "kefu.db"), Path.Combine(machine.Folder, "kefu.db"));

        await machine.Get<IBackupService>().RestoreAsync(_backup);
        Assert.Single(Directory.EnumerateFiles(machine.Folder, "kefu.db.before-restore-*"));
    }

    [Fact]
    public async Task RestoreAsync_OfABackupThatDidNotEnd_IsRefused()
    {
        Directory.CreateDirectory(_backup);
        await File.WriteAllTextAsync(Path.Combine(_backup, "kefu.db"), "half");
        await Assert.ThrowsAsync<InvalidOperationException>(() => _core.Get<IBackupService>().RestoreAsync(_backup));
    }

    [Fact]
    public async Task BackupAsync_IntoAFolderInUse_IsRefused()
    {
        await _core.Get<IBackupService>().BackupAsync(_backup);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => _core.Get<IBackupService>().BackupAsync(_backup));
        Assert.Contains("not empty", refused.Message, StringComparison.Ordinal);
    }
}
