"""The whole stack in an emulator of AWS that runs the real functions without containers, from a raw log to a download through the link.

usage: stack.py RAW FUNCTIONS KOOSTE EVENT
  RAW        a folder with events/<event>.toml and raw logs
  FUNCTIONS  a folder with the programs convert, report, schedule and download, built for this machine
  KOOSTE     the command line
  EVENT      the event

MiniStack checks signatures and evaluates every role's policy (AUTH=true), so what a function may not do fails here too. What it is not:
it speaks without TLS, does not know whether a write was conditional, makes secrets of its own kind, and runs a schedule when it wants. So here,
and only here, the demands for TLS and conditional writes are taken out of the policies, the secret is set, and the sweep is started by hand.
"""

import http.client
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import zipfile
from pathlib import Path

import boto3
from botocore.exceptions import ClientError, EndpointConnectionError

REGION = "eu-north-1"
STACK = "kooste"
KEY = "6b6f6f73746520746573747320757365207468697320736563726574206b6579"
TEMPLATE = Path(__file__).parents[2] / "infra" / "template.yaml"
FUNCTIONS = ["convert", "report", "schedule", "download"]
PATIENCE_S = 120


def main(raw: Path, functions: Path, kooste: str, event: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        emulator = start(port, Path(folder))
        try:
            scenario(Aws(port), raw, functions, kooste, event)
        finally:
            # With the functions that it has started.
            os.killpg(emulator.pid, signal.SIGKILL)
            emulator.wait()
            print(Path(folder, "log").read_text()[-20_000:], file=sys.stderr)


def scenario(aws: "Aws", raw: Path, functions: Path, kooste: str, event: str) -> None:
    template = deployable(aws, functions)
    refused_in_london(aws, template)
    outputs = create(aws, template)
    aws.client("secretsmanager").put_secret_value(SecretId=outputs["Secret"], SecretString=KEY)
    upload(aws, raw, bucket(outputs["Raw"]))
    wait("the logs are converted as the bucket tells of them", lambda: keys(aws, outputs["Lake"], f"{event}/records/"))
    wait("the sweep finds the report due, and it is made", lambda: swept(aws, outputs))
    downloads(aws, outputs, kooste, event)
    no_dead_letters(aws)


def start(port: int, folder: Path) -> subprocess.Popen:
    """The emulator. What it is told in its environment its functions see too: where AWS is, and in which country that stands."""
    environment = {
        **os.environ,
        "AUTH": "true",
        "GATEWAY_PORT": str(port),
        "MINISTACK_HOST": "127.0.0.1",
        "MINISTACK_REGION": REGION,
        "STATE_DIR": str(folder / "state"),
        "TMPDIR": str(folder),
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "KOOSTE_ENDPOINT_COUNTRY": "FI",
    }
    log = open(folder / "log", "wb")
    program = Path(sys.executable).parent / "ministack"
    return subprocess.Popen([program], env=environment, stdout=log, stderr=log, cwd=folder, start_new_session=True)


class Aws:
    """The emulated account, as its owner."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.endpoint = f"http://127.0.0.1:{port}"
        wait("the emulator answers", self.answers)

    def answers(self) -> bool:
        try:
            return bool(self.client("sts").get_caller_identity())
        except EndpointConnectionError:
            return False

    def client(self, service: str, region: str = REGION):
        credentials = {"aws_access_key_id": "test", "aws_secret_access_key": "test"}
        return boto3.client(service, endpoint_url=self.endpoint, region_name=region, **credentials)


def deployable(aws: Aws, functions: Path) -> str:
    """The template with what `sam deploy` does to it, for this machine's processor and without TLS, in a bucket; its URL."""
    s3 = aws.client("s3")
    s3.create_bucket(Bucket="code", CreateBucketConfiguration={"LocationConstraint": REGION})
    for name in FUNCTIONS:
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as zipped:
            program = zipfile.ZipInfo("bootstrap")
            program.external_attr = 0o755 << 16
            zipped.writestr(program, (functions / name).read_bytes())
        s3.put_object(Bucket="code", Key=f"{name}.zip", Body=archive.getvalue())
    template = TEMPLATE.read_text()
    template, found = re.subn(r"CodeUri: \.\./target/lambda/(\w+)/", r"CodeUri: s3://code/\1.zip", template)
    assert found == len(FUNCTIONS)
    template = template.replace("Architectures: [arm64]", f"Architectures: [{architecture()}]")
    template = template.replace("Action: s3:*\n            Resource: [!GetAtt", "Action: s3:PutBucketAcl\n            Resource: [!GetAtt")
    template = template.replace("Action: sqs:*", "Action: sqs:AddPermission")
    template = template.replace('{"Null": {s3:if-none-match: "true"}}', '{StringEquals: {s3:if-none-match: "never"}}')
    s3.put_object(Bucket="code", Key="template.yaml", Body=template.encode())
    return f"{aws.endpoint}/code/template.yaml"


def refused_in_london(aws: Aws, template: str) -> None:
    for elsewhere in ["eu-west-2", "eu-central-2", "us-east-1"]:
        try:
            aws.client("cloudformation", elsewhere).create_stack(StackName=STACK, TemplateURL=template, Capabilities=CAPABILITIES)
        except ClientError as error:
            assert "stay in the EU and EEA" in str(error), error
        else:
            raise AssertionError(f"deployed to {elsewhere}")


CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]


def create(aws: Aws, template: str) -> dict[str, str]:
    """Creates the stack, whole; its outputs."""
    formation = aws.client("cloudformation")
    formation.create_stack(StackName=STACK, TemplateURL=template, Capabilities=CAPABILITIES)
    wait("the stack is created", lambda: not status(formation)["StackStatus"].endswith("_IN_PROGRESS"))
    stack = status(formation)
    failed = [event for event in formation.describe_stack_events(StackName=STACK)["StackEvents"] if "FAILED" in event["ResourceStatus"]]
    assert stack["StackStatus"] == "CREATE_COMPLETE", failed
    return {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}


def status(formation) -> dict:
    return formation.describe_stacks(StackName=STACK)["Stacks"][0]


def upload(aws: Aws, raw: Path, into: str) -> None:
    """Definitions first: a log of an event that is not defined can only wait."""
    files = sorted(path for path in raw.rglob("*") if path.is_file())
    for path in sorted(files, key=lambda path: path.suffix != ".toml"):
        aws.client("s3").put_object(Bucket=into, Key=path.relative_to(raw).as_posix(), Body=path.read_bytes())


def swept(aws: Aws, outputs: dict[str, str]) -> list[str]:
    """One sweep, and what is published after it."""
    answer = aws.client("lambda").invoke(FunctionName=outputs["ScheduleFunction"], Payload=b"{}")
    payload = answer["Payload"].read().decode()
    assert "FunctionError" not in answer, payload
    return [key for key in keys(aws, outputs["Reports"]) if key.endswith("/latest.json")]


def downloads(aws: Aws, outputs: dict[str, str], kooste: str, event: str) -> None:
    """What an operator and an organizer do."""
    roots = {"KOOSTE_RAW": outputs["Raw"], "KOOSTE_LAKE": outputs["Lake"], "KOOSTE_REPORTS": outputs["Reports"]}
    environment = {
        **roots,
        "AWS_ENDPOINT_URL": aws.endpoint,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": REGION,
        "KOOSTE_ENDPOINT_COUNTRY": "FI",
        "KOOSTE_DOWNLOAD_URL": outputs["DownloadUrl"],
    }

    def link(*arguments: str) -> dict:
        run = subprocess.run([kooste, "--json", "link", *arguments], env=environment, capture_output=True, text=True)
        assert run.returncode == 0, run.stderr
        return json.loads(run.stdout)

    made = link("make", "--event", event)
    ask = Browser(aws, made["url"])
    page = ask("GET")
    assert page.status == 200 and page.headers["cache-control"] == "no-store", (page.status, page.body)
    assert b'value="bundle.zip"' in page.body and b'value="report.' in page.body
    redirect = ask("POST", "file=bundle.zip")
    assert redirect.status == 303, (redirect.status, redirect.body)
    file = ask.follow(redirect.headers["location"])
    assert file.status == 200 and "attachment" in file.headers["content-disposition"], file.status
    with tempfile.NamedTemporaryFile(suffix=".zip") as bundle:
        bundle.write(file.body)
        bundle.flush()
        subprocess.run([kooste, "verify", bundle.name], check=True, stdout=subprocess.DEVNULL)
    assert len(keys(aws, outputs["Reports"], f"_downloads/{made['link']}/")) == 1
    link("revoke", made["link"][:12])
    revoked, wrong = ask("GET"), Browser(aws, outputs["DownloadUrl"] + "0" * 64)("GET")
    assert (revoked.status, revoked.body) == (wrong.status, wrong.body) and wrong.status == 404


class Answer:
    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = response.read()


class Browser:
    """Asks a function URL, which the emulator knows by its host name."""

    def __init__(self, aws: Aws, url: str) -> None:
        self.aws, self.url = aws, urllib.parse.urlsplit(url)

    def __call__(self, method: str, body: str | None = None) -> Answer:
        headers = {"host": self.url.netloc, "content-type": "application/x-www-form-urlencoded"}
        return self.request(method, self.url.path, body, headers)

    def follow(self, location: str) -> Answer:
        url = urllib.parse.urlsplit(location)
        assert url.port == self.aws.port, location
        return self.request("GET", f"{url.path}?{url.query}", None, {})

    def request(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.aws.port, timeout=PATIENCE_S)
        connection.request(method, path, body, headers)
        return Answer(connection.getresponse())


def no_dead_letters(aws: Aws) -> None:
    """Every role had what its function needed: nothing was given up."""
    queues = aws.client("sqs")
    for url in queues.list_queues()["QueueUrls"]:
        attributes = queues.get_queue_attributes(QueueUrl=url, AttributeNames=["ApproximateNumberOfMessages"])["Attributes"]
        assert not url.endswith("-dead") or attributes["ApproximateNumberOfMessages"] == "0", url


def keys(aws: Aws, root: str, prefix: str = "") -> list[str]:
    listed = aws.client("s3").list_objects_v2(Bucket=bucket(root), Prefix=prefix)
    return [entry["Key"] for entry in listed.get("Contents", [])]


def bucket(root: str) -> str:
    return root.removeprefix("s3://")


def wait(what: str, is_so) -> None:
    started = time.monotonic()
    while not is_so():
        assert time.monotonic() < started + PATIENCE_S, f"in vain: {what}"
        time.sleep(0.5)
    print(f"{time.monotonic() - started:6.1f} s  {what}", file=sys.stderr)


def architecture() -> str:
    return "arm64" if os.uname().machine == "aarch64" else "x86_64"


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4])
