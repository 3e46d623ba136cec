.DEFAULT_GOAL := help
.PHONY: help build image test fuzz workers matrix report workers fmt lint clean ci

help: ## Lists the targets.
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

build: ## Compiles and packages everything, without tests.
	mvn -q package -DskipTests

image: build ## Builds the image poolproof, with Docker.
	docker build -f docker/poolproof/Dockerfile -t poolproof harness/cli/target

test: ## Runs all tests but the matrix.
	mvn verify

workers: ## Fetches the packages of the worker in Node.js, which the scenarios with Sequelize need.
	cd scenarios/workers/node-sequelize && npm ci

fuzz: ## Runs the fuzz tests at full length: some minutes.
	mvn -B -ntp test -pl harness/proxy,harness/control -am -Dtest='ProtocolFuzzTest,TlsFuzzTest,RandomRequestsTest' -Dsurefire.failIfNoSpecifiedTests=false -Dpoolproof.fuzz.bytes=10000000 -Dpoolproof.fuzz.requests=100000

matrix: ## Runs the catalogue and shows the matrix.
	mvn verify -Pscenarios

report: ## Prints where the pages of the last matrix are.
	@ls -1 scenarios/target/poolproof/matrix.*

fmt: ## Formats the code.
	mvn -q spotless:apply

lint: ## Compiles with all checks; a warning is an error.
	mvn -q test-compile

clean: ## Removes what was built.
	mvn -q clean

ci: ## Does what CI does.
	.ci/run
