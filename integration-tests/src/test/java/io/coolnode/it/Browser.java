package io.coolnode.it;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

import org.springframework.util.FileSystemUtils;

import io.coolnode.it.harness.RunningApp;

/**
 * A Chromium without a window, on the chat of the sample.
 */
final class Browser implements AutoCloseable {

	/**
	 * Of a newer Chromium it says that it does not know all of it, which nobody here
	 * uses.
	 */
	private static final Logger noise = Logger.getLogger("org.openqa.selenium");

	private static final File BINARY = new File("/usr/bin/chromium");

	private static final File DRIVER = new File("/usr/bin/chromedriver");

	private final RunningApp app;

	private final Path profile;

	private final ChromeDriver driver;

	/**
	 * Start a browser.
	 * @param app the application to look at
	 * @param profile a directory for the browser, which is removed at the end
	 */
	Browser(RunningApp app, Path profile) {
		this.app = app;
		this.profile = profile;
		noise.setLevel(Level.SEVERE);
		ChromeOptions options = new ChromeOptions();
		options.setBinary(BINARY);
		options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync",
				"--disable-dev-shm-usage", "--window-size=1280,800", "--user-data-dir=" + profile);
		this.driver = new ChromeDriver(
				new ChromeDriverService.Builder().usingDriverExecutable(DRIVER).usingAnyFreePort().build(), options);
		this.driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(60));
	}

	/**
	 * Return whether there is a Chromium with its driver.
	 * @return {@code false} if not
	 */
	static boolean isInstalled() {
		return BINARY.canExecute() && DRIVER.canExecute();
	}

	void open() {
		this.driver.get("http://127.0.0.1:" + this.app.port() + "/");
	}

	void logIn(String name) {
		open();
		this.app.await("the form to log in", () -> find("#name").isDisplayed());
		find("#name").sendKeys(name);
		find("#login button").click();
		awaitWorker();
	}

	/**
	 * Wait for the connection to a worker.
	 * @return the code of the worker
	 */
	String awaitWorker() {
		this.app.await("a connection", () -> text("#serving-code").matches("[A-Z]+"));
		return text("#serving-code");
	}

	void say(String text) {
		find("#text").sendKeys(text);
		find("#composer button").click();
	}

	void killWorker() {
		find("#kill").click();
	}

	void awaitMessage(String name, String text) {
		this.app.await("'" + text + "' of " + name, () -> messages().contains(name + ": " + text));
	}

	/**
	 * Return what this page shows, without what the page itself has to say.
	 * @return names and texts
	 */
	List<String> messages() {
		return texts("return [...document.querySelectorAll('.message')].map((each) => "
				+ "each.querySelector('strong').textContent + ': ' + each.querySelector('p').textContent)");
	}

	/**
	 * Return who is online, with the codes of their workers.
	 * @return such as "A Ada"
	 */
	List<String> people() {
		return texts("return [...document.querySelectorAll('#people li')].map((each) => "
				+ "each.querySelector('b').textContent + ' ' + each.querySelector('span').textContent)");
	}

	/**
	 * Return from where this page has loaded anything.
	 * @return the hosts
	 */
	List<String> hosts() {
		return texts("return [...new Set(performance.getEntriesByType('resource').map((each) => "
				+ "new URL(each.name).hostname))]");
	}

	String user() {
		return text("#me");
	}

	@SuppressWarnings("unchecked")
	private List<String> texts(String script) {
		return (List<String>) this.driver.executeScript(script);
	}

	/**
	 * What is not displayed has no text.
	 */
	private String text(String selector) {
		return find(selector).getText();
	}

	private WebElement find(String selector) {
		return this.driver.findElement(By.cssSelector(selector));
	}

	@Override
	public void close() throws Exception {
		this.driver.quit();
		FileSystemUtils.deleteRecursively(this.profile);
	}

}
